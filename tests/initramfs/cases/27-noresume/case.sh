# Tests that noresume discards the image and says so.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_saved_disk
append=noresume
boots_fresh noresume 1
loader_says 'discard'
