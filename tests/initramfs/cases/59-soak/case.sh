# Tests many cycles of one session under file I/O, network traffic and memory pressure: nothing lost, nothing leaked.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
# SOAK_CYCLES=3; SOAK_START=N goes on with the session that the last run kept after cycle N-1.
. "${BASH_SOURCE%/*}/../../lib.sh"
: "${SOAK_CYCLES:=3}" "${SOAK_START:=1}"
kept=$top/build/soak/$KERNEL
last=$((SOAK_START + SOAK_CYCLES - 1))
memory=384 timeout=300
before_loader='wait_for_disk disk1'

# The session may have to go on in a later run, so that its script cannot know when to stop.
order() {
    printf '%-4096s' "$1" | dd of="$LOGS/orders.img" conv=notrunc status=none
}

keep_session() {
    cp --sparse=always "$disk" "$kept/next.img"
    cp "$LOGS/save1.result" "$kept/"
    mv "$kept/next.img" "$kept/disk.img"
    echo "$1" >"$kept/cycle"
}

take_up_session() {
    [ "$(cat "$kept/cycle")" = "$((SOAK_START - 1))" ] || fail "the session kept is after cycle $(cat "$kept/cycle")"
    cp --sparse=always "$kept/disk.img" "$disk"
    cp "$kept/save1.result" "$LOGS/"
    resume go-on
}

# figure WORD CYCLE: what the guest said after that cycle.
figure() {
    sed -n "s/.*figures cycle $2 .*$1 \(-*[0-9]*\).*/\1/p" "$LOGS"/*.result | tail -n 1
}

tell_figures() {
    grep -h '^figures' "$LOGS/$boot_name.result" | tr -d '\r' | sed "s/^/$(date +%FT%T) $KERNEL /" >>"$kept/figures"
}

# no_growth WORD LIMIT: from the second cycle of this run, when everything has been used once, to the last.
no_growth() {
    local before after
    before=$(figure "$1" $((SOAK_START + 1)))
    after=$(figure "$1" "$last")
    [ "$((after - before))" -le "$2" ] || fail "$1 grew from $before to $after in $((SOAK_CYCLES - 2)) cycles"
}

mkdir -p "$kept"
new_extra_disk orders.img 1M
order go
if [ "$SOAK_START" = 1 ]; then
    new_disk
    boot save1 <<'GUEST'
order() {
    dd if="$(readlink /dev/disk/by-id/disk1)" bs=4096 count=1 iflag=direct 2>/dev/null | tr -d ' '
}
work() {
    workload "$@" "/run/work.$1" &
}
works='files sockets memory'
# Each work must get on after the resume; figures are taken while it does.
works_go_on() {
    local name before tries
    for name in $works; do
        before=$(cat /run/work.$name 2>/dev/null || echo 0)
        tries=0
        until [ "$(cat /run/work.$name 2>/dev/null || echo 0)" -gt "$((before + 2))" ]; do
            [ ! -e /run/work.$name.failed ] || die "$name: $(cat /run/work.$name.failed)"
            [ $((tries += 1)) -lt 600 ] || die "$name stands still"
            sleep 0.1
        done
    done
}
# Memory that no line of meminfo accounts for, nor the processors' lists of free pages, which newer kernels let grow
# to an eighth of memory: what pages of an image that were not freed would be.
unaccounted() {
    awk '/^MemTotal:/ { kb += $2 }
        /^(MemFree|Active|Inactive|Unevictable|Slab|KernelStack|PageTables|VmallocUsed|Percpu):/ { kb -= $2 }
        /^ +count:/ { kb -= $2 * 4 }
        END { print kb }' /proc/meminfo /proc/zoneinfo
}
# Shells and their tools come and go and share one program; a child of the writer may still be ending.
processes() {
    local try
    for try in 1 2 3 4 5 6 7 8 9 10; do
        ls -l /proc/[0-9]*/exe 2>/dev/null | grep -e '->' | grep -vc busybox
        sleep 0.1
    done | sort -n | head -n 1
}
figures() {
    echo "swap-used $(swap_used) lost-slots $(($(swap_used) - $(swap_owned)))" \
        "unaccounted $(unaccounted) unreclaimable $(awk '/^SUnreclaim:/ { print $2 }' /proc/meminfo)" \
        "processes $(processes)" \
        "files $(cat /run/work.files) sockets $(cat /run/work.sockets) memory $(cat /run/work.memory)"
}
ip link set lo up
make_swapfile /swapfile 768
witness_start 30 mixed
mkdir /work
work files /work
work sockets 4000
work memory 180
works_go_on
cycle=0
until [ "$(order)" = stop ]; do
    hibernate_cycle
    works_go_on
    cycle=$((cycle + 1))
    say "figures cycle $cycle $(figures)"
done
# The sockets' second process ends by itself when the first is gone.
killall workload || true
until ! pidof workload >/dev/null; do sleep 0.1; done
# What is left belongs to the witness and to tmpfs.
say "left $(($(swap_used) - $(swap_owned)))"
[ $(($(swap_used) - $(swap_owned))) -le 6144 ] || die "swap slots are lost"
GUEST
else
    take_up_session
fi
for ((number = SOAK_START; number <= last; number++)); do
    hibernated
    console_clean
    keep_session "$number"
    [ "$number" != "$last" ] || order stop
    resume "save$((number + 1))"
    expect "figures cycle $number .*"
    tell_figures
done
expect 'left .*' 'end 0'
console_clean
fsck_clean
# They vary by 2 MiB and 0.2 MiB; a single image that is not freed is tens of MiB.
no_growth unaccounted 4096
no_growth unreclaimable 2048
no_growth processes 0
