# Tests the same on a system whose initramfs dracut makes, and makes for this machine only.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
generator=dracut first_words='Running in initrd' timeout=1200
. "${BASH_SOURCE%/*}/../89-setup-debian/case.sh"
