# Tests two hibernations at the same time, of which one may be the kernel's own: one is refused, the other undisturbed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
# So that the kernel's first sync takes a while.
drive_options=throttling.bps-write=8000000
cycles=2 timeout=240
cycle <<'GUEST'
make_swapfile /swapfile 512
witness_start 20 mixed
# A rehearsal has /dev/snapshot open at its first message.
hold hibernate --dry-run
! echo disk >/sys/power/state || die "the kernel hibernated as well"
unchanged hibernate
unchanged let_go
# The other has not yet when it speaks of an older loader, and is overtaken. Then the machine shall stay awake.
echo holds-older >/run/resume-loader
hold hibernate
hibernate_cycle
unchanged let_go
# The kernel says that it begins, and syncs before it freezes anybody.
beside_the_kernel() {
    local status=0
    dd if=/dev/zero of=/dirty bs=1M count=48 2>/dev/null
    kernel_hibernate &
    until dmesg | grep 'hibernation entry' >/dev/null; do sleep 0.1; done
    hibernate 2>/run/output || status=$?
    say "status $status"
    sed 's/^/output /' /run/output >/dev/ttyS1
    wait $!
}
hibernate=beside_the_kernel
hibernate_cycle
GUEST
slept='output hibernate: the machine has slept since this was asked for: ask again'
busy='output hibernate: /dev/snapshot is busy: another hibernation is under way'
boot_name=save1
expect 'status 1' "$busy" 'status 0' "unchanged $restored no-mark"
boot_name=save2
expect 'status 1' "$slept" "unchanged $restored no-mark"
cat "$LOGS"/save[23].result | tr -d '\r' | grep -cxE "$busy|$slept" | grep -x 2 >/dev/null || fail 'not refused beside the kernel'
