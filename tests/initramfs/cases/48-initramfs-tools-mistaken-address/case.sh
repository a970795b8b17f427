# Tests a resume= in a spelling that nobody knows with initramfs-tools: only its own resume script waits.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=tools
. "${BASH_SOURCE%/*}/../43-dracut-mistaken-address-systemd/case.sh"
