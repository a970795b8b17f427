# Tests the same in an initramfs without systemd.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=plain
. "${BASH_SOURCE%/*}/../46-dracut-encrypted-root-systemd/case.sh"
