# Tests a guest of 3072 MiB.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
memory=3072 timeout=150
cycle <<'GUEST'
make_swapfile /swapfile 2048
witness_start 400 mixed
hibernate_cycle
GUEST
