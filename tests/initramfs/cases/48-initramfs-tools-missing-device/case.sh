# Tests the same with initramfs-tools, whose own resume script does not wait as long again.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=tools
limit=35 room=40
. "${BASH_SOURCE%/*}/../42-dracut-missing-device-systemd/case.sh"
[ "$(grep -oE 'resume-loader: |Gave up waiting for (hibernation image|suspend/resume device)|fsck not present|Will now check root' \
    "$LOGS/missing.console" | uniq | wc -l)" = 4 ] || fail "not in this order: loader, resume script, check of the root"
