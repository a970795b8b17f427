# Tests a swap file on an md RAID1 that the initramfs assembles; both halves are alike afterwards.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
: "${initramfs:=systemd}"
variant=storage
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
timeout=400
new_disk
new_extra_disk half1.img 1300M
new_extra_disk half2.img 1300M
append='rd.auto=1'
boot save1 <<'GUEST'
for n in 1 2; do halves="${halves-} $(readlink -f /dev/disk/by-id/nvme-*disk$n)"; done
mdadm --create /dev/md0 --run --level=1 --raid-devices=2 --metadata=1.2 --assume-clean --homehost=any $halves
mkfs.ext4 -qq /dev/md0
mount /dev/md0 /mnt
make_swapfile /mnt/swapfile 1024
tell_address
witness_start 100 mixed
hibernate_cycle
grep -q '\[UU\]' /proc/mdstat || die "$(cat /proc/mdstat)"
swapoff /mnt/swapfile
umount /mnt
echo check >/sys/block/md0/md/sync_action
while [ "$(cat /sys/block/md0/md/sync_action)" != idle ]; do sleep 1; done
say "mismatches $(cat /sys/block/md0/md/mismatch_cnt)"
GUEST
hibernated
resume restore
expect 'mismatches 0' 'end 0'
console_clean
fsck_clean
