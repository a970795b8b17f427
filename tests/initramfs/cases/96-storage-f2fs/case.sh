# Tests a pinned swap file on f2fs.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../storage-lib.sh"
new_disk
kernel=$("$top/tools/fetch-kernel" "$KERNEL" generic)
new_extra_disk other.img 1G
early_modules='nvme ext4 f2fs crc32c_generic crc32_generic'
guest_tools='mkfs.f2fs f2fs_io'
mkfs='mkfs.f2fs -q'
filesystem=f2fs
make_file='touch $file; f2fs_io pinfile set $file >/dev/null; fallocate -l 320M $file; chmod 600 $file'
storage_cycle
fsck.f2fs --dry-run "$LOGS/other.img" >"$LOGS/check" 2>&1 || fail "$(cat "$LOGS/check")"
