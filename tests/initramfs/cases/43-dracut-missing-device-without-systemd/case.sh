# Tests the same with an initramfs without systemd, where dracut's queue does the waiting.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=plain
. "${BASH_SOURCE%/*}/../42-dracut-missing-device-systemd/case.sh"
