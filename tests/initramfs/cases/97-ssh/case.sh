# Tests ssh host hibernate with a real sshd and logind's KillUserProcesses=: the client ends at once with 0, the
# hibernation does not end with the login; systemd's watchdog rests meanwhile and is fed again afterwards; and a
# sleep key, for QEMU has no ACPI sleep button, asks for a hibernation.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
: "${timeout:=480}"
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
new_disk
machine_options=(-monitor "unix:$LOGS/monitor,server=on,wait=off")
press_sleep() {
    python3 - "$LOGS/monitor" <<'PYTHON'
import socket, sys
monitor = socket.socket(socket.AF_UNIX)
monitor.connect(sys.argv[1])
monitor.recv(4096)
monitor.sendall(b"sendkey sleep\n")
monitor.recv(4096)
PYTHON
}
{ ! wait_for_text save1.result '^press the sleep key' || press_sleep; } &
presser=$!
cycle <<'GUEST'
mkdir -p -m 700 /root/.ssh /etc/systemd/logind.conf.d
printf '[Login]\nKillUserProcesses=yes\nKillExcludeUsers=\nHandleSuspendKey=hibernate\n' \
    >/etc/systemd/logind.conf.d/test.conf
link_drop_ins
# The logind of now must look at the keyboard again.
logind=$(systemctl show -p MainPID --value systemd-logind)
for try in $(seq 60); do
    ! journalctl -b -o cat "_PID=$logind" | grep 'Watching system buttons.*[Kk]eyboard' >/dev/null || break
    sleep 1
done
say press the sleep key
for try in $(seq 60); do
    ! journalctl -b -o cat -u systemd-hibernate.service | grep 'no swap area on a disk is active' >/dev/null || break
    sleep 1
done
[ "$try" != 60 ] && say the sleep key runs hibernate
make_swapfile /swapfile 1024
tell_address
ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519
cp /root/.ssh/id_ed25519.pub /root/.ssh/authorized_keys
remotely() {
    local status=0
    timeout 300 ssh -o StrictHostKeyChecking=no -o LogLevel=ERROR root@127.0.0.1 "$@" >/run/ssh 2>&1 || status=$?
    echo "client: status $status" >>/run/ssh
}
tell_client() {
    sed "s/^/ssh: /" /run/ssh >/dev/ttyS1
}
watchdog='org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager RuntimeWatchdogUSec'
watchdog_is() {
    echo "$(busctl get-property $watchdog) $(cat /sys/class/watchdog/watchdog0/state)"
}
modprobe softdog soft_margin=60
busctl set-property $watchdog t 40000000
say "watchdog before: $(watchdog_is)"
remotely 'grep -o "session-.*" /proc/self/cgroup | sed "s/[0-9]/N/g"'
tell_client
remotely 'hibernate --swap /nonexistent'
tell_client
witness_start 60 mixed
record_state
sync
say hibernating over ssh
remotely 'hibernate 2>&1 && echo "snapshots until then: $(dmesg | grep -c "Disabling non-boot CPUs")"'
until hibernate last --json | grep '"outcome":"resumed"' >/dev/null; do sleep 0.5; done
say "resumed$(compare_state) over ssh"
tell_client
journalctl -b -o cat | grep -o 'Started hibernate-.*scope' | sed 's/[0-9]/N/g' | uniq >/dev/ttyS1
for try in 1 2 3 4 5 6 7 8 9 10; do
    [ "$(watchdog_is)" != 't 40000000 active' ] || break
    sleep 1
done
say "watchdog after: $(watchdog_is)"
GUEST
kill $presser 2>/dev/null || true
expect 'ssh: hibernate: hibernating as soon as this connection has ended.*' 'ssh: snapshots until then: 0' \
    'ssh: client: status 0' 'Started hibernate-N*.scope.*' 'watchdog after: t 40000000 active'
boot_name=save1
expect 'the sleep key runs hibernate' 'watchdog before: t 40000000 active' 'ssh: session-.*N.scope' \
    'ssh: hibernate: /nonexistent: No such file or directory' 'ssh: client: status 1'
console_lacks 'a watchdog runs that nobody will feed'
