# Tests that a save of two minutes beside idle filesystems of every guarded kind is not taken for a change.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
kernel=$("$top/tools/fetch-kernel" "$KERNEL" generic)
early_modules='nvme ext4 xfs btrfs vfat nls_cp437 nls_ascii f2fs crc32c-intel crc32c_generic crc32_generic'
memory=512 timeout=400
new_extra_disk xfs.img 320M && mkfs.xfs -q "$LOGS/xfs.img"
new_extra_disk btrfs.img 256M && mkfs.btrfs -q "$LOGS/btrfs.img"
new_extra_disk vfat.img 64M && mkfs.vfat -F 32 "$LOGS/vfat.img" >"$LOGS/mkfs"
new_extra_disk f2fs.img 128M && mkfs.f2fs -q "$LOGS/f2fs.img"
new_extra_disk swap.img 256M && mkswap_on_host "$LOGS/swap.img"
before_loader='wait_for_disk disk5'
disk_options[5]=throttling.bps-write=230000
cycle <<'GUEST'
swap_device=/dev/disk/by-id/disk5 swap_offset=0
swapon "$(readlink $swap_device)"
say "address resume=$swap_device"
number=0
for type in xfs btrfs vfat f2fs; do
    number=$((number + 1))
    mkdir -p /run/$type
    mount -t $type "$(readlink /dev/disk/by-id/disk$number)" /run/$type
    echo before >/run/$type/file
done
sync
hibernate_cycle
say "last $(hibernate last --json)"
for type in xfs btrfs vfat f2fs; do
    umount /run/$type
done
GUEST
tr -d '\r' <"$LOGS/save2.result" | sed -n 's/^last //p' | python3 -c '
import json, sys
save = json.load(sys.stdin)["save"]
assert save["write_ms"] >= 120000, save
'
