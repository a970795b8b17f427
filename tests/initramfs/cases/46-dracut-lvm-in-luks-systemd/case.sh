# Tests a swap file on LVM in LUKS: nobody types the passphrase until the loader's time limit is long over.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
: "${initramfs:=systemd}" "${prompt:=[Pp]assphrase for}"
variant=storage
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
timeout=400
new_disk
new_extra_disk other.img 2G
boot save1 <<'GUEST'
disk=$(readlink -f /dev/disk/by-id/nvme-*disk1)
printf secret | cryptsetup luksFormat --batch-mode --uuid 11111111-2222-3333-4444-555555555555 \
    --pbkdf pbkdf2 --pbkdf-force-iterations 1000 "$disk" -
printf secret | cryptsetup open --key-file=- "$disk" inner
vgcreate -q group /dev/mapper/inner
lvcreate -q -y -n volume -l 100%FREE group
mkfs.ext4 -qq /dev/group/volume
mount /dev/group/volume /mnt
make_swapfile /mnt/swapfile 1024
tell_address
witness_start 100 mixed
hibernate_cycle
GUEST
hibernated
append="rd.luks.uuid=11111111-2222-3333-4444-555555555555 rd.lvm.vg=group hibernate.device_timeout=20"
prepare_typing
(wait_for_text restore.console "$prompt" && sleep 40 && type_now 'secret\n') &
resume restore
expect 'end 0'
console_clean
fsck_clean
