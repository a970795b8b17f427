# Tests a ext4 that is written elsewhere before the resume: refused; and an untouched one: resumed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../stale-lib.sh"
save_with_other ext4 mkfs.ext4 -qq -F
elsewhere written rw 'echo elsewhere >/mnt/new'
refused_as_stale stale-written /run/other
saved_disks
elsewhere read-only ro true
refused_as_stale stale-read-only /run/other
saved_disks
resume untouched
expect 'end 0'
fsck_clean
