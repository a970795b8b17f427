# Tests a swap file on an md RAID1: with one disk missing the image is refused; with both it is resumed, and they are the same.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../storage-lib.sh"
new_disk
new_extra_disk first.img 500M
new_extra_disk second.img 500M
early_modules=raid1
guest_tools='mdadm mkfs.ext4'
create="mdadm --create /dev/md0 --run --assume-clean --level=1 --bitmap=internal --metadata=1.2 -n 2 \
    $disk1 $disk2 >/dev/null 2>&1"
assemble="mdadm --assemble /dev/md0 $disk1 $disk2"
area=/dev/md0
mkfs='mkfs.ext4 -q -b 4096'
examine='mdadm --examine '"$disk1 $disk2"' | grep -E " (Events|State) "'
afterwards="$examine | sed 's/^ */superblock /' >/dev/ttyS1
$(cat <<'GUEST'
say "degraded $(cat /sys/block/md0/md/degraded)"
echo check >/sys/block/md0/md/sync_action
until [ "$(cat /sys/block/md0/md/sync_action)" = idle ]; do sleep 1; done
say "mismatches $(cat /sys/block/md0/md/mismatch_cnt)"
GUEST
)"
storage_save
disks=("$disk" "${extra_disks[@]}")
for image in "${disks[@]}"; do cp --sparse=always "$image" "$image.saved"; done

with_both=$assemble
assemble="mdadm --assemble --run /dev/md0 $disk1"
before_loader=$(before_loader_script)
append="$append $(image_address save1)" boot missing <<'GUEST'
say "last $(hibernate last --json)"
GUEST
lacks='the RAID1 that the image lies on lacks a disk'
expect 'loader-exit 1' 'end 0'
loader_says "cannot resume: $lacks"
last_is failed "$lacks"

for image in "${disks[@]}"; do mv "$image.saved" "$image"; done
assemble=$with_both
storage_resume
expect 'degraded 0' 'mismatches 0'
events=$(grep 'superblock Events' "$LOGS/save2.result")
[ "$(wc -l <<<"$events")" = 2 ] || fail "$events"
[ "$(sort -u <<<"$events" | wc -l)" = 1 ] || fail "$events"
