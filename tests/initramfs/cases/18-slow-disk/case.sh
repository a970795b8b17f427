# Tests a disk of 25 MB/s, where the writes and not the processors set the pace.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
drive_options=throttling.bps-total=25000000
cycle <<'GUEST'
make_swapfile /swapfile 512
witness_start 100 mixed
hibernate_cycle
GUEST
