# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash
# What a case's script in the small guest can call. /dev/ttyS1 goes to the host's result file.

hibernate=hibernate
swap_device=
swap_offset=
: >>/run/witnesses

# An address the host gives to the next kernel, as a boot loader that is set up here.
say() {
    case $* in
    "address "*)
        mkdir -p /etc/kernel
        echo "$*" | cut -d' ' -f2- >/etc/kernel/cmdline
        ;;
    esac
    echo "$*" >/dev/ttyS1
    echo "guest: $*"
}

die() {
    say "failed: $*"
    exit 1
}

# make_swapfile PATH MIB [fragmented]
make_swapfile() {
    [ "${3:-}" != fragmented ] || extents shred /filler "$(($2 + 32))"
    fallocate -l "$2M" "$1"
    rm -f /filler
    chmod 600 "$1"
    mkswap "$1" >/dev/null
    swapon "$1"
    swap_device=$(readlink -f "$(sed -n 's|^\(/dev/[^ ]*\) / .*|\1|p' /proc/mounts | tail -n 1)")
    swap_offset=$(extents first "$1")
    # Beside another disk only the serial number is certain.
    [ ! -e /dev/nvme1n1 ] || swap_device=/dev/disk/by-id/disk0
    say "address resume=$swap_device resume_offset=$swap_offset"
    say "swap-extents $(extents count "$1")"
}

# use_swapfile PATH DEVICE PAGE: one that is made already; hibernate must find it where this says.
use_swapfile() {
    swapon "$1"
    swap_device=$2
    swap_offset=$3
    say "address resume=$swap_device resume_offset=$swap_offset"
    hibernate show >/run/show
    grep -q "parameters: resume=[^ ]* resume_offset=$3\$" /run/show ||
        die "not at page $3: $(cat /run/show)"
}

# use_partition DEVICE
use_partition() {
    mkswap "$1" >/dev/null
    swapon "$1"
    swap_device=$1
    swap_offset=0
    say "address resume=$swap_device"
}

# The signature on the disk: nothing that a page cache remembers.
swap_signature() {
    echo 1 >/proc/sys/vm/drop_caches
    dd if="$swap_device" bs=4096 skip="$swap_offset" count=1 2>/dev/null | tail -c 10
}

# use_address: where the host says the swap area is, for a boot that finds it made already.
use_address() {
    swap_device=$(sed -n 's/.*resume=\([^ ]*\).*/\1/p' /proc/cmdline)
    swap_offset=$(sed -n 's/.*resume_offset=\([0-9]*\).*/\1/p' /proc/cmdline)
    : "${swap_offset:=0}"
}

# After a discarded image: plain swap again, in use again, and what the disk held is still there.
image_is_gone() {
    use_address
    [ "$(swap_signature)" = SWAPSPACE2 ] || die "the swap signature is '$(swap_signature)'"
    swapon "$1"
    grep -q "^$1 " /proc/swaps
    say image-gone
}

# witness_start MIB KIND [paged-out]: a process whose memory is compared after the resume.
witness_start() {
    local file
    file=/run/witness.$(wc -l </run/witnesses)
    # shellcheck disable=SC2086 # no third word when there is none
    witness "$1" "$2" ${3:-} "$file" &
    echo "$! $file" >>/run/witnesses
    until [ -e "$file" ]; do
        [ -d "/proc/$!" ] || die "no memory for a witness of $1 MiB"
        sleep 0.2
    done
}

witness_hashes() {
    local pid file
    while read -r pid file; do
        rm -f "$file"
        kill -USR1 "$pid"
        until [ -e "$file" ]; do
            [ -d "/proc/$pid" ] || die "witness $pid is gone"
            sleep 0.1
        done
        echo "$pid $(cut -d' ' -f1 "$file")"
    done </run/witnesses
}

swap_used() {
    awk 'NR > 1 { used += $4 } END { print used + 0 }' /proc/swaps
}

# Swap that processes own, there or in the swap cache; the rest of what is used would be lost slots.
swap_owned() {
    cat /proc/meminfo /proc/[0-9]*/status 2>/dev/null |
        awk '/^(VmSwap|SwapCached):/ { kb += $2 } END { print kb + 0 }'
}

swap_areas() {
    awk 'NR > 1 { print $1, $3 }' /proc/swaps
}

record_state() {
    [ -e /run/file ] || head -c 4194304 /dev/urandom >/run/file
    cat /proc/sys/kernel/random/boot_id >/run/before.boot-id
    md5sum </run/file >/run/before.tmpfs
    witness_hashes >/run/before.memory
    swap_areas >/run/before.areas
    swap_used >/run/before.used
}

# Memory that the kernel pushed out to make room stays out; what nobody owns must not.
swap_free_ok() {
    local used
    used=$(swap_used)
    swap_areas | cmp -s - /run/before.areas || return 1
    [ "$used" -le "$(cat /run/before.used)" ] || [ "$((used - $(swap_owned)))" -le 6144 ]
}

# Not every trace: see console_clean.
dmesg_clean() {
    ! dmesg | grep -E 'WARNING:|BUG:|Oops|general protection|blocked for more than' |
        grep -v ktime_get_seconds >&2
}

# One word for each thing that is as it was before; "not-" in front where it is not.
compare_state() {
    local words=
    judge() {
        # shellcheck disable=SC2015 # the first command cannot fail
        [ "$2" = 0 ] && words="$words $1" || words="$words not-$1"
    }
    status() {
        "$@" && echo 0 || echo 1
    }
    cat /proc/sys/kernel/random/boot_id >/run/after.boot-id
    judge same-boot-id "$(status cmp -s /run/before.boot-id /run/after.boot-id)"
    witness_hashes >/run/after.memory
    judge same-memory "$(status cmp -s /run/before.memory /run/after.memory)"
    md5sum </run/file >/run/after.tmpfs
    judge same-tmpfs "$(status cmp -s /run/before.tmpfs /run/after.tmpfs)"
    judge swap-free-ok "$(status swap_free_ok)"
    judge dmesg-clean "$(status dmesg_clean)"
    echo "$words"
}

uptime_now() {
    cut -d' ' -f1 /proc/uptime
}

# hibernate_cycle [OPTION...]: returns in the restored system.
hibernate_cycle() {
    local start
    record_state
    sync
    start=$(uptime_now)
    say "hibernating swap-used $(cat /run/before.used)"
    $hibernate "$@" || die "hibernate exit status $?"
    say "resumed$(compare_state) swap-used $(swap_used) of-processes $(swap_owned) uptime $start..$(uptime_now)"
}

no_mark() {
    [ "$(swap_signature)" = SWAPSPACE2 ]
}

# unchanged COMMAND...: for what must end without a power-off and change nothing.
unchanged() {
    local status=0 output=/run/output
    record_state
    "$@" >$output 2>&1 || status=$?
    cat $output
    say "status $status"
    sed 's/^/output /' $output >/dev/ttyS1
    say "unchanged$(compare_state)$(no_mark && echo ' no-mark')"
}

# hold COMMAND...: start it, and have it stand still at its first message, for nobody reads them.
hold() {
    [ -e /run/messages ] || mkfifo /run/messages
    exec 3<>/run/messages
    dd if=/dev/zero bs=65536 count=1 2>/dev/null >&3
    "$@" 2>/run/messages &
    held=$!
    until grep -q pipe "/proc/$held/wchan"; do
        [ -d "/proc/$held" ] || die "$* did not stand still"
        sleep 0.1
    done
}

# let_go: the held command's status, and its messages.
let_go() {
    local status=0
    dd bs=65536 count=1 2>/dev/null >/dev/null <&3
    wait "$held" || status=$?
    timeout 1 cat <&3 || true
    return "$status"
}

# The kernel's own hibernation, to prove the harness itself.
kernel_hibernate() {
    echo shutdown >/sys/power/disk
    echo "$swap_offset" >/sys/power/resume_offset
    cat /sys/block/nvme0n1/dev >/sys/power/resume
    echo disk >/sys/power/state
}
