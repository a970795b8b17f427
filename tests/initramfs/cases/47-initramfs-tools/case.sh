# Tests the same with the initramfs of initramfs-tools: the loader runs before the root is checked and mounted.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=tools
. "${BASH_SOURCE%/*}/../40-dracut-systemd/case.sh"
console_has 'Begin: Running /scripts/local-premount'
console_lacks 'fsck not present|Will now check root'
