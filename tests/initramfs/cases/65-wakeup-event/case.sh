# Tests that an event which would wake the machine ends a save: the clock's alarm, before and after the snapshot.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
timeout=240
drive_options=throttling.bps-total=5000000
boot wakeup <<'GUEST'
make_swapfile /swapfile 256
witness_start 60 random
clock=/sys/class/rtc/rtc0
alarm_in() {
    echo 0 >$clock/wakealarm
    echo "+$1" >$clock/wakealarm
}
woken() {
    local fault=$1 status=0
    record_state
    alarm_in "$2"
    FAULT=$fault LD_PRELOAD=/usr/lib/faults.so hibernate || status=$?
    say "woken $2: status $status$(compare_state)$(no_mark && echo ' no-mark')"
}
woken 'freeze 1 before sleep' 2
woken none 8
alarm_in 1
sleep 3
status=0
hibernate --dry-run || status=$?
say "woken before: status $status"
GUEST
expect "woken 2: status 3 $restored no-mark" "woken 8: status 3 $restored no-mark" 'woken before: status 0' 'end 0'
console_has 'interrupted by a wakeup event: the machine goes on'
console_clean
fsck_clean
