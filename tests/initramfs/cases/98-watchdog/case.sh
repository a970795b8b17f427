# Tests a save that would outlast a watchdog: it is given up in time, and the machine goes on instead of being reset.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
timeout=240
memory=1024
guest_modules='watchdog softdog'
drive_options=throttling.bps-total=5000000
boot watchdog <<'GUEST'
make_swapfile /swapfile 256
witness_start 150 random
insmod /run/guest/watchdog.ko 2>/dev/null || true
insmod /run/guest/softdog.ko soft_margin=40
state() {
    cat /sys/class/watchdog/watchdog0/state
}
sh -c 'exec 5>/dev/watchdog; trap "printf V >&5; exit" TERM; while printf . >&5; do sleep 1; done' &
feeder=$!
until [ "$(state)" = active ]; do sleep 0.1; done
unchanged hibernate
say "watchdog $(state)"
kill $feeder
wait $feeder || true
say "watchdog $(state)"
hibernate --time-limit 1 >/run/output 2>&1 && die 'it takes longer'
! grep 'a watchdog runs' /run/output || die 'it has been stopped'
GUEST
# Less two; newer kernels tell how much of the 40 is left, for older ones it is half of them.
limit='(18|3[5-8])'
expect 'status 3' "output hibernate: interrupted by a watchdog's time limit of $limit seconds: the machine goes on" \
    "unchanged $restored no-mark" 'watchdog active' 'watchdog inactive' 'end 0'
console_has "a watchdog runs that nobody will feed: a save that takes longer than $limit s is given up"
console_clean
fsck_clean
