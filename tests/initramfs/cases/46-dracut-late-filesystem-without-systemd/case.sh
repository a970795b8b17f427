# Tests that the disk of another mounted filesystem may come late: the image is not stale as long as the limit lasts.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
: "${initramfs:=plain}"
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
new_disk
new_extra_disk other.img 256M
mkfs.ext4 -qq -F "$LOGS/other.img"
boot save1 <<'GUEST'
mount /dev/disk/by-id/nvme-*disk1 /mnt
make_swapfile /swapfile 1024
tell_address
witness_start 100 mixed
hibernate_cycle
GUEST
hibernated
early_script='for controller in /sys/bus/pci/drivers/nvme/0*; do :; done
echo "${controller##*/}" >/sys/bus/pci/drivers/nvme/unbind
(sleep 20; echo "${controller##*/}" >/sys/bus/pci/drivers/nvme/bind) &'
resume restore
expect 'end 0'
fsck_clean
