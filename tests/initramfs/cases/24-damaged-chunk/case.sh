# Tests a damaged chunk: refused with the reason, discarded, booted.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_saved_disk
flip $(($(first_data_at) + 1000))
boots_fresh damaged 1
loader_says 'chunk'
