# Tests the harness with the kernel's own hibernation: what a good cycle looks like.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
cycle <<'GUEST'
hibernate=kernel_hibernate
make_swapfile /swapfile 512
witness_start 60 mixed
hibernate_cycle
GUEST
