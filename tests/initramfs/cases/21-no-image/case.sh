# Tests that a boot without an image is silent and goes on.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
boot no-address <<'GUEST'
make_swapfile /swapfile 64
GUEST
expect 'loader-exit 0' 'end 0'
loader_silent
address=$(image_address no-address)
boots_fresh no-image 0
loader_silent
