# Tests the same with initramfs-tools, which does not even wait for the root before that.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=tools
. "${BASH_SOURCE%/*}/../46-dracut-late-filesystem-without-systemd/case.sh"
