# Tests one processor: the writer and the loader must not need a second.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
cpus=1
cycle <<'GUEST'
make_swapfile /swapfile 512
witness_start 100 mixed
hibernate_cycle
GUEST
