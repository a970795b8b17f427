# Tests a vfat that is written elsewhere while another mount hides it: refused by name; untouched: resumed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../stale-lib.sh"
early_modules='vfat nls_cp437 nls_ascii'
hidden=yes
stale_case vfat mkfs.vfat -F 32
