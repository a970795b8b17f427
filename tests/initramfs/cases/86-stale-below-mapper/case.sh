# Tests a filesystem on an encrypted linear volume: guarded on its disk, where no mapping is needed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../stale-lib.sh"
new_disk
new_extra_disk other.img 64M
early_modules='dm-crypt xts aes_generic ecb'
# A volume of two pieces in the wrong order, encrypted, on it the filesystem.
mapping='
map() {
    disk=$(readlink /dev/disk/by-id/disk1)
    printf "0 40960 linear $disk 65536\n40960 40960 linear $disk 8192\n" | dmsetup create volume
    dmsetup mknodes
    echo "0 81920 crypt aes-xts-plain64 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f 0 /dev/mapper/volume 0" |
        dmsetup create secret
    dmsetup mknodes
}'
before_loader='wait_for_disk disk1'
boot save1 <<GUEST
$mapping
map
mke2fs -q /dev/mapper/secret 2>/dev/null >&2
make_swapfile /swapfile 256
mkdir -p /run/other
mount -t ext2 /dev/mapper/secret /run/other
echo before >/run/other/before
witness_start 20 mixed
hibernate_cycle
[ "\$(cat /run/other/before)" = before ] || die 'the file is gone'
umount /run/other
GUEST
keep_saved_disks
before_loader="wait_for_disk disk1; mkdir -p /mnt
$mapping
PATH=\$PATH:/usr/sbin map
mount -t ext2 /dev/mapper/secret /mnt || echo mount-failed >/dev/ttyS1
echo new >/mnt/new
umount /mnt
echo elsewhere-done >/dev/ttyS1
poweroff -f" boot elsewhere </dev/null
expect elsewhere-done
! grep -q mount-failed "$LOGS/elsewhere.result" || fail 'the mount failed'
refused_as_stale stale-written /run/other
resumes_untouched
