# Tests hibernate setup, plain and with --hibernate-only: what it makes is resumed from, settled, and taken back.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
timeout=300
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
boot save1 <<'GUEST'
echo '# mine' >/etc/hibernate.conf
# Where setup says that the image will be; it must be where the file is.
tell_address() {
    swap_device=/dev/nvme0n1
    swap_offset=$(sed -n 's/^resume_offset = //p' /etc/hibernate.conf)
    [ "$swap_offset" = "$(extents first /swapfile)" ] || die "resume_offset is $swap_offset"
    [ "$(readlink -f "$(findfs "$(sed -n 's/^resume = //p' /etc/hibernate.conf)")")" = $swap_device ] || die 'resume'
    say "address resume=$swap_device resume_offset=$swap_offset"
}
is_active() {
    grep -q '^/swapfile ' /proc/swaps
}
undone() {
    hibernate setup --undo
    [ ! -e /swapfile ] && [ ! -e /etc/fstab ] || die 'setup left something'
    [ "$(cat /etc/hibernate.conf)" = '# mine' ] || die 'setup left lines'
}
# No generator is here that would put the configuration into an initramfs, and the host tells the next kernel.
hibernate setup
is_active && grep -q '^/swapfile none swap defaults 0 0$' /etc/fstab
awk '$1 == "/swapfile" { exit !($5 < 0) }' /proc/swaps || die 'the priority is not the lowest'
tell_address
witness_start 60 mixed
hibernate_cycle --force
undone
hibernate setup --hibernate-only
is_active && die 'the area is active'
[ ! -e /etc/fstab ] || die 'there is a line in fstab'
exec 5</dev/snapshot
hibernate --force && die 'saved beside another'
exec 5<&-
is_active && die 'active after a failure'
hibernate --dry-run
is_active && die 'active after a rehearsal'
tell_address
hibernate_cycle --force
is_active && die 'active after a resume'
hibernate_cycle --force
GUEST
hibernated
resume save2
hibernated
append=$(image_address save2)
boot save3 <<<'say booted-fresh'
no_mount_before_restore
expect "resumed $restored .*"
hibernated
console_clean
append=
boot without-loader <<'GUEST'
swap_device=/dev/nvme0n1
swap_offset=$(sed -n 's/^resume_offset = //p' /etc/hibernate.conf)
no_mark && die 'there is no mark to begin with'
hibernate --force && die 'saved over an image'
rm /var/lib/hibernate/last
hibernate settle
no_mark || die 'the mark is still there'
hibernate setup 2>&1 | grep 'nothing was changed' >/dev/null || die 'setup changed something'
hibernate setup --undo
[ ! -e /swapfile ] && [ "$(cat /etc/hibernate.conf)" = '# mine' ] || die 'setup left something'
GUEST
expect 'end 0'
console_has "/swapfile cannot be activated: it is no plain swap"
console_clean
fsck_clean
