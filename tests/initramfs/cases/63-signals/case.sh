# Tests SIGINT and SIGTERM between all steps of a save, signals that do not count, and the time limit.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
timeout=240
boot signals <<'GUEST'
make_swapfile /swapfile 256
witness_start 20 mixed
interrupted_by() {
    local reason=$1 fault=$2 status=0
    shift 2
    record_state
    FAULT=$fault LD_PRELOAD=/usr/lib/faults.so hibernate "$@" >/run/output 2>&1 || status=$?
    cat /run/output
    grep -q "^hibernate: interrupted by $reason: the machine goes on" /run/output || die "$fault: no reason"
    say "$fault: status $status$(compare_state)$(no_mark && echo ' no-mark')"
}
interrupted_by SIGTERM 'other 1 after 15'
interrupted_by SIGINT 'freeze 1 after 2'
interrupted_by SIGTERM 'snapshot 1 after 15'
interrupted_by SIGINT 'slot 100 after 2'
interrupted_by SIGTERM 'flush 1 after 15'
interrupted_by SIGINT 'flush 2 after 2'
interrupted_by 'the time limit of 2 seconds' 'freeze 1 before sleep' --time-limit 2
status=0
FAULT='freeze 1 after 1' LD_PRELOAD=/usr/lib/faults.so hibernate --dry-run --time-limit 600 || status=$?
say "hangup: status $status"
GUEST
expect 'other 1 after 15: status 3 .* no-mark' 'freeze 1 after 2: status 3 .* no-mark' \
    'snapshot 1 after 15: status 3 .* no-mark' 'slot 100 after 2: status 3 .* no-mark' \
    'flush 1 after 15: status 3 .* no-mark' 'flush 2 after 2: status 3 .* no-mark' \
    "freeze 1 before sleep: status 3 $restored no-mark" 'hangup: status 0' 'end 0'
console_clean
fsck_clean
