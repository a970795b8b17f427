# Tests that a save of two minutes beside idle filesystems of every kind is not taken for a change.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
early_modules='xfs btrfs vfat nls_cp437 nls_ascii crc32c-intel'
memory=400 timeout=400
new_extra_disk xfs.img 320M && mkfs.xfs -q "$LOGS/xfs.img"
new_extra_disk btrfs.img 256M && mkfs.btrfs -q "$LOGS/btrfs.img"
new_extra_disk vfat.img 64M && mkfs.vfat -F 32 "$LOGS/vfat.img" >"$LOGS/mkfs"
before_loader='wait_for_disk disk3'
throttle=throttling.bps-write=330000
drive_options=$throttle
cycle <<'GUEST'
make_swapfile /swapfile 256
number=0
for type in xfs btrfs vfat; do
    number=$((number + 1))
    mkdir -p /run/$type
    mount -t $type "$(readlink /dev/disk/by-id/disk$number)" /run/$type
    echo before >/run/$type/file
done
sync
hibernate_cycle
for type in xfs btrfs vfat; do
    umount /run/$type
done
GUEST
