# Tests the same where dracut makes the initramfs.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
generator=dracut timeout=1200
. "${BASH_SOURCE%/*}/../89-uninstall/case.sh"
