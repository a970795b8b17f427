# Tests systemctl hibernate: logind offers it, the hooks in system-sleep run before and after, also of a save that
# is refused, and the unit says why; hybrid-sleep and suspend-then-hibernate are refused.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
: "${timeout:=480}"
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
new_disk
cycle <<'GUEST'
make_swapfile /swapfile 1024
tell_address
hibernate show | sed -n 's/^parameters: \(.*\) \(.*\)/\1\n\2/p' >/etc/hibernate.conf
grep -v '=0$' /etc/hibernate.conf | grep -c = | grep -x 2 >/dev/null || die "hibernate.conf: $(cat /etc/hibernate.conf)"

can() {
    busctl call org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager "Can$1"
}
hooks_ran() {
    sort /run/hooks | tr '\n' ' '
    rm -f /run/hooks
}
mkdir -p /usr/lib/systemd/system-sleep
for name in first second; do
    cat >/usr/lib/systemd/system-sleep/$name <<HOOK
#!/bin/sh
# Each waits for the other: they are run at once.
touch /run/$name.\$1
until [ -e /run/first.\$1 ] && [ -e /run/second.\$1 ]; do sleep 0.1; done
sleep 0.5
rm -f /run/$name.\$1
echo "$name \$* \$SYSTEMD_SLEEP_ACTION" >>/run/hooks
[ \$1 = post ] || exit 7
HOOK
    chmod +x /usr/lib/systemd/system-sleep/$name
done
say "can before $(can Hibernate)"
# The initramfs in /boot is looked into here, by the distribution's own tool.
hibernate doctor | grep '^FAILED' >/dev/ttyS1
link_drop_ins
hibernate settle
[ "$(cat /sys/power/resume)" = "$(cat /sys/block/nvme0n1/dev)" ] || die "resume: $(cat /sys/power/resume)"
[ "$(cat /sys/power/resume_offset)" = "$swap_offset" ] || die "offset: $(cat /sys/power/resume_offset)"
# No initramfs is made anew here that would hold it, and the host tells the next kernel.
rm /etc/hibernate.conf
hibernate doctor >/run/doctor || say "doctor: status $?"
sed 's/^/doctor: /' /run/doctor >/dev/ttyS1
say "can $(can Hibernate) $(can HybridSleep) $(can SuspendThenHibernate)"
swapoff /swapfile
say "can without swap $(can Hibernate)"

systemctl start systemd-hibernate.service && die 'there is no swap'
say "refused: $(systemctl show -p Result,ExecMainStatus --value systemd-hibernate.service | tr '\n' ' ')"
systemctl status systemd-hibernate.service | grep -o 'hibernate: no swap area on a disk is active' | uniq >/dev/ttyS1
say "hooks of the refused: $(hooks_ran)"
swapon /swapfile

for verb in hybrid-sleep suspend-then-hibernate; do
    systemctl $verb && die "$verb"
    systemctl start "systemd-$verb.service" && die "$verb was not refused"
    journalctl -o cat -u "systemd-$verb.service" | grep -o "systemd-$verb is not supported.*" | uniq >/dev/ttyS1
done

witness_start 60 mixed
record_state
sync
say hibernating by systemctl
systemctl hibernate
until hibernate last --json | grep '"outcome":"resumed"' >/dev/null && [ "$(wc -l </run/hooks)" = 4 ]; do
    sleep 0.5
done
say "resumed$(compare_state) by systemctl"
say "hooks: $(hooks_ran)"
say "unit: $(systemctl show -p Result --value systemd-hibernate.service)"
GUEST
hooks='first post hibernate hibernate first pre hibernate hibernate'
hooks="$hooks second post hibernate hibernate second pre hibernate hibernate"
expect "hooks: $hooks *" 'unit: success'
boot_name=save1
expect 'FAILED  systemctl hibernate: does not run hibernate: the drop-in of systemd-hibernate.service is not in effect' \
    'doctor: ok      initramfs: /boot/initrd.img-.* runs the installed loader with the present settings' \
    'doctor: ok      systemctl hibernate: runs hibernate' 'doctor: ok      settle at boot: .*' \
    'doctor: a hibernation now would come back'
# systemd 252 asks for less.
[ "$KERNEL" = 6.1 ] || expect 'can before s "n[ao]"'
expect 'can s "yes" s "n[ao]" s "n[ao]"' 'can without swap s "yes"' 'refused: exit-code 1 ' \
    'hibernate: no swap area on a disk is active' "hooks of the refused: $hooks *" \
    'systemd-hybrid-sleep is not supported.*' 'systemd-suspend-then-hibernate is not supported.*'
