# Tests a swap file that is half full of what processes have there: it must survive.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
cycle <<'GUEST'
make_swapfile /swapfile 512
witness_start 256 random paged-out
witness_start 60 mixed
hibernate_cycle
GUEST
boot_name=save1
expect 'hibernating swap-used 2[0-9]{5}'
