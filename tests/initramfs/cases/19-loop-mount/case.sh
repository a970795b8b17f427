# Tests a mounted loop device: its work queue stands still after the snapshot, whoever reads it then waits for ever.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
guest_modules=loop
cycle <<'GUEST'
insmod /run/guest/loop.ko
make_swapfile /swapfile 512
dd if=/dev/zero of=/inner bs=1M count=8 2>/dev/null
mke2fs -F /inner >/dev/null 2>&1
mkdir -p /run/inner
mount -o loop /inner /run/inner
echo kept >/run/inner/file
witness_start 60 mixed
hibernate_cycle
[ "$(cat /run/inner/file)" = kept ]
umount /run/inner
GUEST
