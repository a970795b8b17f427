# Tests a disk that stops answering: the requests end at its own timeout, then the boot or the machine goes on.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
new_extra_disk swap.img 512M
swap=$LOGS/swap.img
mkswap_on_host "$swap"
before_loader='wait_for_disk disk1'
boot save <<'GUEST'
swap_device=$(readlink /dev/disk/by-id/disk1) swap_offset=0
swapon "$swap_device"
say "address resume=/dev/disk/by-id/disk1"
witness_start 60 mixed
hibernate_cycle
GUEST
hibernated
# A request of 512 KiB passes, and the next must wait longer than the timeout.
disk_options[1]=throttling.bps-read=250000,throttling.bps-write=250000
append="nvme_core.io_timeout=5 nvme_core.max_retries=0 $(image_address save)"
# The loader flushes twice; then a write fails at once, while others stand still.
count_flushes "$swap" 2
disk_fails "$swap" event=pwritev iotype=write state=3 once=on
timeout=240
boot stalled <<'GUEST'
swap_device=$(readlink /dev/disk/by-id/disk1) swap_offset=0
swapon "$swap_device"
say image-gone
witness_start 60 mixed
# Thawed with everybody else: do threads of the writer still wait for the disk then?
watch_writer() {
    local last now
    last=$(uptime_now)
    until [ -e /run/stop ]; do
        now=$(uptime_now)
        echo "$last $now" | awk '{ exit ($2 - $1 < 5) }' &&
            say "thawed after $last..$now threads $(cat /proc/"$(pidof hibernate)"/task/*/comm 2>/dev/null | wc -l)"
        last=$now
        sleep 0.1
    done
}
watch_writer &
unchanged hibernate
touch /run/stop
wait $!
GUEST
expect 'loader-exit 1' image-gone 'status 1' 'output hibernate: writing the image: Input/output error' \
    'thawed after .*' "unchanged $restored no-mark" 'end 0'
! grep -E '^thawed after .* threads ([2-9]|[1-9][0-9])' "$LOGS/stalled.result" >&2 || fail 'thawed before the writes had ended'
loader_says 'cannot resume: reading the image: I/O error'
loader_says 'the image is discarded'
console_has 'I/O (tag )?[0-9]+ .*timeout'
console_clean
fsck_clean
