# Tests the same cycle with an initramfs without systemd, where shell hooks call the loader.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=plain
. "${BASH_SOURCE%/*}/../40-dracut-systemd/case.sh"
