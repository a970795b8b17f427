# Tests a filesystem that is written to after the snapshot: the save is given up, the machine goes on.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
new_extra_disk other.img 64M
mkfs.ext4 -qq -F "$LOGS/other.img"
drive_options=throttling.bps-total=5000000
before_loader='wait_for_disk disk1'
# Its volume name, behind the back of the kernel that has it mounted.
{
    until grep -qs 'hibernate: saving .* [0-9]*%' "$LOGS/written.console"; do sleep 0.1; done
    printf 'changed' | dd of="$LOGS/other.img" bs=1 seek=$((1024 + 120)) conv=notrunc status=none
} &
writer=$!
boot written <<'GUEST'
make_swapfile /swapfile 512
mkdir -p /run/other
mount -t ext4 "$(readlink /dev/disk/by-id/disk1)" /run/other
witness_start 60 mixed
unchanged hibernate
umount /run/other
GUEST
kill $writer 2>/dev/null || true
expect 'status 1' 'output hibernate: the filesystem at /run/other was written to after the snapshot' \
    "unchanged $restored no-mark" 'end 0'
console_clean
fsck_clean
