# Tests a writer that dies at a step after the freeze: the machine goes on, no mark stands, no slot is lost.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
timeout=240
faults='freeze 1 after 9
snapshot 1 after 11
slot 200 after 6
write 3 before 6
write 3 after 9
flush 2 after 11
mark 1 after 9
flush 3 after 11
off 1 before 6
off 1 before fail'
boot crashes < <(echo "faults='$faults'" && cat <<'GUEST'
make_swapfile /swapfile 256
witness_start 30 mixed
echo "$faults" >/run/faults
while read -r fault; do
    record_state
    FAULT=$fault LD_PRELOAD=/usr/lib/faults.so hibernate >/run/output 2>&1 || status=$?
    cat /run/output
    say "$fault: status $status$(compare_state)$(no_mark && echo ' no-mark')"
done </run/faults
GUEST
)
# The kernel warns where a process dies that had threads while frozen: it finds its remains.
while read -r fault; do
    expect "$fault: status [1-9][0-9]* ${restored% dmesg-clean} (not-)?dmesg-clean no-mark"
done <<<"$faults"
expect 'end 0'
console_lacks 'BUG:|Oops|general protection|blocked for more than|Kernel panic'
! grep WARNING "$LOGS/crashes.console" | grep -v 'kernel/power/process.c.*thaw_processes' || fail 'other warnings'
fsck_clean
