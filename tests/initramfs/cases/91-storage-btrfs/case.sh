# Tests a swap file on btrfs: found where its own tools say, which is not where FIEMAP says; hibernated and resumed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../storage-lib.sh"
new_disk
new_extra_disk other.img 1G
early_modules='btrfs crc32c-intel'
guest_tools='btrfs mkfs.btrfs'
mkfs='mkfs.btrfs -q'
filesystem=btrfs
make_file='btrfs filesystem mkswapfile -s 320m $file >/dev/null 2>&1'
describe='say "logical $(extents first $file) physical $(btrfs inspect-internal map-swapfile -r $file)"'
find_page='btrfs inspect-internal map-swapfile -r $file'
storage_cycle
boot_name=save1
! grep -E 'logical ([0-9]+) physical \1' "$LOGS/save1.result" || fail 'both addresses are the same: nothing was tested'
btrfs check --readonly "$LOGS/other.img" >"$LOGS/check" 2>&1 || fail "$(cat "$LOGS/check")"
