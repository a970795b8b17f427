# Tests a swap file in which the image fits only if it is compressed well: the level is never the fastest.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
cycle <<'GUEST'
make_swapfile /swapfile 512
witness_start 100 mixed
# stored_at LEVEL: MiB
stored_at() {
    hibernate --dry-run --level "$1" >/run/output 2>&1 || die "level $1: $(cat /run/output)"
    sed -nE 's/.* stored in ([0-9]+)\..*/\1/p' /run/output
}
fastest=$(stored_at -50)
next=$(stored_at -1)
say "stored $fastest $next"
[ $((fastest - next)) -ge 8 ] || die 'they are too near each other'
swapoff /swapfile
rm /swapfile
make_swapfile /swapfile $(((fastest + next) / 2))
! hibernate --dry-run --level -50 >/run/output 2>&1 || die 'at -50 it fits'
grep -q 'filled them' /run/output || die "$(cat /run/output)"
stored=$(stored_at auto)
[ "$stored" -le $((next + 2)) ] || die "$stored MiB, not $next"
hibernate_cycle
GUEST
