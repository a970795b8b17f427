# Tests a disk that fails at each step of a save in turn: undone and told; beside a mark that stays, a halt.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
new_extra_disk swap.img 512M
new_extra_disk other.img 64M
swap=$LOGS/swap.img
mkswap_on_host "$swap"
mkfs.ext4 -qq -F "$LOGS/other.img"
before_loader='wait_for_disk disk1; wait_for_disk disk2'
timeout=400
# Linux would try again what shall fail once.
append=nvme_core.max_retries=0
# A save flushes after the data, the list and header, the mark, and twice the mark's removal. What a failed
# one leaves unflushed is flushed by the guest before the next, or the driver would do it at the freeze.
count_flushes "$swap" 21
write='event=pwritev iotype=write once=on' flush='event=flush_to_disk iotype=flush once=on'
# shellcheck disable=SC2086 # lists of words
{
    disk_fails "$swap" $write state=1                         # 1: data
    disk_fails "$swap" $flush state=2                         # 2: flush of the data
    disk_fails "$swap" $write state=5                         # 3: list
    disk_fails "$swap" $flush state=7                         # 4: flush of list and header
    disk_fails "$swap" $write state=11                        # 5: mark
    disk_fails "$swap" $flush state=15                        # 6: flush of the mark
    disk_fails "$swap" $flush state=20                        # 8: the same, and
    disk_fails "$swap" event=pwritev iotype=write state=21    #    the mark cannot be removed
}
# 7: a superblock, from when it is mounted on
count_flushes "$LOGS/other.img" 1
disk_fails "$LOGS/other.img" event=read_aio iotype=read sector=2 state=2

saves_told() {
    local lines
    lines=$(tr -d '\r' <"$LOGS/save1.result" | grep -cxE -- "$2") || true
    [ "$lines" = "$1" ] || fail "$lines saves of $1 said '$2'"
}

stop_at='System halted'
boot save1 <<'GUEST'
swap_device=$(readlink /dev/disk/by-id/disk1) swap_offset=0
swapon "$swap_device"
say "address resume=/dev/disk/by-id/disk1"
witness_start 30 mixed
for number in 1 2 3 4 5 6; do
    unchanged hibernate
    sync "$swap_device"
done
mkdir -p /run/other
mount -t ext4 "$(readlink /dev/disk/by-id/disk2)" /run/other
touch /run/other/file
sync
unchanged hibernate
umount /run/other
hibernate_cycle
GUEST
hibernated
console_clean
saves_told 7 "unchanged $restored no-mark"
saves_told 7 'status 1'
saves_told 4 'output hibernate: writing the image: Input/output error'
saves_told 2 'output hibernate: writing the mark: Input/output error'
saves_told 1 'output hibernate: /dev/nvme.n1: Input/output error'
# Halted with all of the image on the disk.
console_has 'removing the mark; halting: Input/output error'
rm "$swap.errors"
stop_at=
resume again
expect 'end 0'
fsck_clean
