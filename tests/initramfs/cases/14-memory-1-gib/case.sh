# Tests a guest of 1024 MiB.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
memory=1024 timeout=150
cycle <<'GUEST'
make_swapfile /swapfile 1024
witness_start 200 mixed
hibernate_cycle
GUEST
