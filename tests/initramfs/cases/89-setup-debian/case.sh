# Tests a new Debian system: setup and systemctl hibernate, and the next boot resumes by the initramfs made in there.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=tools
: "${timeout:=900}" "${generator:=initramfs-tools}" "${first_words:=Loading, please wait}"
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
new_disk
boot save1 < <(echo "use_generator $generator"; cat <<'GUEST'
state() {
    find /etc /boot -type f -not -name 'initrd.img*' -print0 | sort -z | xargs -0 sha256sum
    find /etc -type l -printf '%p %l\n' | sort
}
in_initramfs() {
    list_initramfs | grep -x etc/hibernate.conf >/dev/null
}
rm -f /etc/systemd/system/*.wants/hibernate-*
state >/run/before
! hibernate doctor >/dev/null 2>&1 || die 'the doctor sees nothing amiss before setup'
hibernate setup
hibernate setup 2>&1 | tee /dev/stderr | grep 'nothing was changed' >/dev/null || die 'a second run changed something'
in_initramfs || die 'no configuration in the initramfs'
systemctl is-enabled hibernate-settle.service || die 'the service is not enabled'
[ "$(cat /sys/power/resume)" = "$(cat /sys/block/nvme0n1/dev)" ] || die 'the kernel was not told'
! grep resume= /proc/cmdline || die 'that is no proof'
say "doctor $(hibernate doctor 2>&1 | grep -c FAIL)"
hibernate doctor >/dev/ttyS1 2>&1 || die 'the doctor finds something'
witness_start 60 mixed
record_state
sync
say hibernating by systemctl
systemctl hibernate
until hibernate last --json | grep '"outcome":"resumed"' >/dev/null; do
    sleep 0.5
done
say "resumed$(compare_state) by systemctl"
systemctl show -p ActiveState swapfile.swap | grep -x ActiveState=active || die 'systemd does not know the area'
hibernate setup --undo
[ ! -e /swapfile ] || die 'setup left its file'
state | diff /run/before - >/dev/ttyS1 || die 'setup left something'
! in_initramfs || die 'the initramfs still names the area'
GUEST
)
hibernated
console_clean
initrd=$LOGS/initrd
debugfs -R "dump /boot/initrd.img-$(cat "$kernel/release") $initrd" "$disk" 2>"$LOGS/debugfs"
boot save2 <<<'say booted-fresh'
# Of the initramfs' own init: the loader is there before it.
console_lacks "$first_words"
no_mount_before_restore
expect "resumed $restored by systemctl" 'end 0'
console_clean
fsck_clean
