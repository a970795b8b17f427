# Tests a cycle of a Debian guest whose dracut initramfs runs systemd; the device is named by UUID.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
new_saved_disk
resume restore
console_clean
expect 'end 0'
fsck_clean
