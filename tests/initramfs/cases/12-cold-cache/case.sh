# Tests what an image holds: not the page cache that was read once, but what processes have, and no swap in its stead.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
memory=1280 timeout=240
cycle <<'GUEST'
mkdir -p /sys/fs/cgroup
mount -t cgroup2 none /sys/fs/cgroup
make_swapfile /swapfile 512
witness_start 150 mixed
dd if=/dev/urandom of=/cold bs=1M count=200 2>/dev/null
read_cold() {
    echo 3 >/proc/sys/vm/drop_caches
    cat /cold >/dev/null
}
# MiB of the image that a rehearsal makes.
image_of() {
    read_cold
    hibernate --dry-run "$@" 2>&1 | sed -n 's/.*image of \([0-9]*\)\.[0-9]* MiB stored.*/\1/p'
}
sync
aim=$(cat /sys/power/image_size)
default=$(image_of) swapped=$(swap_used)
say "all $(image_of --image-size 1G) by default $default swapped $swapped"
[ "$(cat /sys/power/image_size)" = "$aim" ] || die 'image_size is another'
read_cold
hibernate_cycle
GUEST
boot_name=save1
read -r all default swapped < <(sed -nE 's/^all ([0-9]+) by default ([0-9]+) swapped ([0-9]+).*/\1 \2 \3/p' "$LOGS/save1.result")
[ "$all" -gt 380 ] || fail "the image of everything has $all MiB: nothing was tested"
[ "$default" -gt 170 ] || fail "the image has $default MiB, less than the processes"
[ "$default" -le $((all - 100)) ] || fail "the image has $default MiB, that of everything $all"
[ "$swapped" -le 1024 ] || fail "$swapped KiB were swapped out"
