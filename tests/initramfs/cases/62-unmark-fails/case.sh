# Tests a machine that can neither be switched off nor lose the mark: it halts before it thaws, and is resumed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
stop_at='System halted'
boot save1 <<'GUEST'
make_swapfile /swapfile 256
witness_start 30 mixed
export FAULT='off 1 before fail,unmark 1 before fail' LD_PRELOAD=/usr/lib/faults.so
hibernate_cycle
GUEST
hibernated
console_has 'removing the mark; halting: Input/output error'
stop_at=
resume next
expect 'end 0'
fsck_clean
