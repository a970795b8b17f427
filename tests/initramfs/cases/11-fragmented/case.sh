# Tests a swap file of thousands of extents of all sizes and in no order.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
cycle <<'GUEST'
make_swapfile /swapfile 512 fragmented
witness_start 100 mixed
hibernate_cycle
GUEST
boot_name=save1
expect 'swap-extents [0-9]{4,}'
