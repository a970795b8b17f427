# Tests a xfs that is written elsewhere before the resume: refused; and an untouched one: resumed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../stale-lib.sh"
early_modules='xfs crc32c-intel'
journal=yes
stale_case xfs mkfs.xfs -q
