# Tests a swap file on a linear logical volume of two disks, so that it begins on one and ends on the other.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../storage-lib.sh"
new_disk
new_extra_disk first.img 200M
new_extra_disk second.img 400M
early_modules=dm-mod
guest_tools='lvm mkfs.ext4'
create="lvm vgcreate -q vg $disk1 $disk2 >/dev/null
lvm lvcreate -q -n swap -l 100%FREE -Wn vg >/dev/null"
assemble='lvm vgchange -q -ay vg'
area=/dev/mapper/vg-swap
mkfs='mkfs.ext4 -q -b 4096'
afterwards='say "filesystems $(hibernate doctor 2>/dev/null | grep " filesystems: ")"'
storage_cycle
expect 'filesystems ok +filesystems: all .* can be synced and guarded'
