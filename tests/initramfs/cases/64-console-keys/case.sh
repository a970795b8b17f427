# Tests Ctrl-C, twice, on a serial console that is not the last one; one alone, other bytes, and what was typed before the
# freeze, do not count.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
timeout=240
append=console=tty0
drive_options=throttling.bps-total=5000000
prepare_typing
times_to_end=$LOGS/times-to-end

# press NUMBER BYTES: on the NUMBER-th save, when it is writing; how long until the guest goes on?
press() {
    local start
    wait_for_text keys.result "^save $1" || return
    wait_for_text keys.console 'saving .* [1-9][0-9]?%' "$(stat -c %s "$LOGS/keys.console")" || return
    type_now '\000\001\002\003\004\003\010\010\177\177\033[Aq\200\203\377'
    sleep 1.5
    start=$(date +%s%N)
    type_now "$2"
    wait_for_text keys.result "^saved $1" || return
    echo "$((($(date +%s%N) - start) / 1000000))" >>"$times_to_end"
}
{
    wait_for_text keys.console 'Run /init'
    type_now '\003\003'
    press 1 '\003\003'
    press 2 '\003\003'
} &
typist=$!
boot keys <<'GUEST'
make_swapfile /swapfile 256
witness_start 60 random
terminal=$(stty -g </dev/ttyS0)
for key in 1 2; do
    record_state
    status=0
    say "save $key"
    hibernate || status=$?
    say "saved $key status $status"
    [ "$(stty -g </dev/ttyS0)" = "$terminal" ] || die "the console's settings have changed"
    say "compared $key$(compare_state)$(no_mark && echo ' no-mark')"
done
GUEST
kill $typist 2>/dev/null || true
for key in 1 2; do
    expect "saved $key status 3" "compared $key $restored no-mark"
done
expect 'end 0'
console_has 'Ctrl-C once more within two seconds ends the save'
console_has 'interrupted by Ctrl-C on the console: the machine goes on'
console_clean
fsck_clean
awk '{ print "ended after " $1 " ms" } $1 > 8000 { late = 1 } END { exit late || NR != 2 }' "$times_to_end" ||
    fail "it took too long"
