# Tests a writer that is killed when the mark stands: its child switches off, and the machine is resumed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
cycle <<'GUEST'
make_swapfile /swapfile 256
witness_start 30 mixed
terminal=$(stty -g </dev/console)
export FAULT='flush 3 after parent,off 1 before sleep' LD_PRELOAD=/usr/lib/faults.so
hibernate_cycle
[ "$(stty -g </dev/console)" = "$terminal" ] || die "the console's settings have changed"
GUEST
