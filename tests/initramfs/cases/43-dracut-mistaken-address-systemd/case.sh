# Tests that a resume= in a spelling that nobody knows costs no waiting.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
named=uuid=00000000-0000-4000-8000-000000000000 limit=0
. "${BASH_SOURCE%/*}/../42-dracut-missing-device-systemd/case.sh"
console_has 'resume-loader: .*PARTLABEL='
