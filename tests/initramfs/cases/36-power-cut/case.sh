# Tests a power cut while the image is being written: no mark, no image, a normal boot.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
stop_at='saving .* [3-9][0-9]%'
boot cut <<'GUEST'
make_swapfile /swapfile 512
witness_start 150 random
hibernate_cycle
GUEST
stop_at=
address=$(image_address cut)
boots_fresh next 0
loader_silent
