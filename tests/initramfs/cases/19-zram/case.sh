# Tests a zram swap of higher priority beside the file: the image goes to the file.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
guest_modules='lzo lzo-rle lz4_compress lz4hc_compress zsmalloc zram'
cycle <<'GUEST'
for module in lzo lzo-rle lz4_compress lz4hc_compress zsmalloc zram; do
    [ ! -e /run/guest/$module.ko ] || insmod /run/guest/$module.ko
done
echo 700M >/sys/block/zram0/disksize
mkswap /dev/zram0 >/dev/null
swapon /dev/zram0 # the first has the higher priority
make_swapfile /swapfile 512
if hibernate --swap /dev/zram0; then say zram-taken; fi
witness_start 60 mixed
hibernate_cycle
GUEST
! grep -q zram-taken "$LOGS/save1.result" || fail "the image went to zram"
