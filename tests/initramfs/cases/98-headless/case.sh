# Tests a machine without a screen: hibernating over ssh ends the connection first and outlives it, the clock's alarm
# is set meanwhile and taken back afterwards, and a serial line that is not the last console shows progress.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
timeout=240
append=console=tty0
cycle <<'GUEST'
make_swapfile /swapfile 512
witness_start 60 random
# over_ssh COMMAND: as sshd runs it, in a session of its own that ends with the connection.
over_ssh() {
    setsid sh -c "
        cat >/run/client
        echo sshd >/proc/\$\$/comm
        $1
        kill -9 0" </dev/null || true
}
alarm() {
    cat /sys/class/rtc/rtc0/wakealarm
}
over_ssh 'hibernate --swap /nonexistent 2>/run/client; echo "status $?" >>/run/client'
sed 's/^/refused over ssh: /' /run/client >/dev/ttyS1
hibernate --dry-run --wake +8h 2>&1 | grep -o 'the clock wakes.* at 20' >/dev/ttyS1
say "alarm after a rehearsal:$(alarm)"
hibernate --dry-run --image-size 0 --wake +5s && die 'too soon'

record_state
sync
say 'hibernating over ssh'
over_ssh '
    before=$(date +%s)
    hibernate --wake +8h 2>/run/messages
    echo "status $?, alarm after $((($(cat /sys/class/rtc/rtc0/wakealarm) - before + 30) / 60)) minutes," \
        "$(dmesg | grep -c "Disabling non-boot CPUs") rehearsal" >/run/client'
until hibernate last --json | grep '"outcome":"resumed"' >/dev/null; do sleep 0.1; done
say "resumed$(compare_state) over ssh"
say "client: $(cat /run/client)"
sed 's/^/over ssh: /' /run/messages >/dev/ttyS1
while [ -n "$(alarm)" ]; do sleep 0.1; done
say "no alarm"
GUEST
expect 'client: status 0, alarm after 480 minutes, 1 rehearsal' \
    'over ssh: hibernate: hibernating as soon as this connection has ended.*' 'no alarm'
console_has 'resume-loader: loading [0-9]+ MiB in'
boot_name=save1
expect 'refused over ssh: hibernate: /nonexistent.*' 'refused over ssh: status 1' 'the clock wakes.*' \
    'alarm after a rehearsal:'
console_has 'hibernate: saving [0-9]+ MiB in'
