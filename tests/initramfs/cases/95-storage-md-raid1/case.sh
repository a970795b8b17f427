# Tests a swap file on an md RAID1: after the resume both disks are in it, and are the same.
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
# shellcheck disable=SC2154
afterwards='examine() { mdadm --examine '"$disk1 $disk2"' | grep -E "Events|State |Checksum"; }
examine | sed "s/^ */after: /" >/dev/ttyS1
sync; sleep 8
say "degraded $(cat /sys/block/md0/md/degraded)"
echo check >/sys/block/md0/md/sync_action
until [ "$(cat /sys/block/md0/md/sync_action)" = idle ]; do sleep 1; done
say "mismatches $(cat /sys/block/md0/md/mismatch_cnt)"
examine | sed "s/^ */later: /" >/dev/ttyS1'
storage_cycle
expect 'degraded 0' 'mismatches 0'
