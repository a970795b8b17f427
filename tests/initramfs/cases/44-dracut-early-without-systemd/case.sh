# Tests the same in an initramfs without systemd.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=plain real_init='' omitted='systemd systemd-initrd dracut-systemd'
. "${BASH_SOURCE%/*}/../44-dracut-early-systemd/case.sh"
