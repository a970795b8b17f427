# Tests a swap file on XFS.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../storage-lib.sh"
new_disk
new_extra_disk other.img 600M
early_modules='xfs'
guest_tools='mkfs.xfs'
mkfs='mkfs.xfs -q'
filesystem=xfs
storage_cycle
xfs_repair -n "$LOGS/other.img" >"$LOGS/check" 2>&1 || fail "$(cat "$LOGS/check")"
