# Tests a machine whose power-off call ends the process instead: it stands still beside its image, and is resumed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
stop_at='did not switch off: cut its power'
boot save1 <<'GUEST'
make_swapfile /swapfile 256
witness_start 30 mixed
export FAULT='off 1 before exit' LD_PRELOAD=/usr/lib/faults.so
hibernate_cycle
GUEST
hibernated
stop_at=
resume next
expect 'end 0'
fsck_clean
