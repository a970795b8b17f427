# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# What a case can call on the host. A case is run by tests/initramfs/run with KERNEL and LOGS set.
# A case fails by a command that fails; it says why on the standard error.
set -euo pipefail

harness=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$harness/../.." && pwd)
# shellcheck disable=SC2153 # KERNEL is the version, kernel its directory
kernel=$top/build/vm/kernel-$KERNEL
small=$top/build/vm/small
disk=$LOGS/disk.img

# What a case may set in front of boot or cycle.
: "${memory:=512}" "${cpus:=2}" "${append:=}" "${timeout:=90}" "${before_loader:=}" "${cycles:=1}"
: "${stop_at:=}" "${guest_modules:=}" "${early_modules:=}" "${guest_tools:=}" "${typing:=}"
: "${disk_kind:=nvme}"
drive_options=
guest_append=
extra_disks=()
machine_options=()
# More options for single drives, by number.
disk_options=()

fail() {
    echo "$*" >&2
    exit 1
}

skip() {
    echo "skip: $*" >&2
    exit 77
}

new_disk() {
    cp --sparse=always "$small/disk.img" "$disk"
}

# A disk with an image of a small session in /swapfile, made once a run for each kernel.
new_saved_disk() {
    local saved=$small/saved-$KERNEL
    exec 7>"$saved.lock"
    flock 7
    if [ ! -e "$saved/disk.img" ]; then
        new_disk
        boot save <<'GUEST'
make_swapfile /swapfile 512
witness_start 60 mixed
hibernate_cycle
GUEST
        hibernated
        address=$(image_address save)
        "$top/build/resume-loader" --check "$disk" "${address##*resume_offset=}" >"$LOGS/check" 2>&1 ||
            fail "the saved image: $(cat "$LOGS/check")"
        mkdir -p "$saved"
        cp "$LOGS/save.result" "$LOGS/save.console" "$saved/"
        mv "$disk" "$saved/disk.img"
    fi
    exec 7>&-
    cp "$saved"/save.* "$LOGS/"
    cp --sparse=always "$saved/disk.img" "$disk"
    boot_name=save
    address=$(image_address save)
    swap_offset=${address##*resume_offset=}
}

# new_extra_disk FILE SIZE: a further NVMe disk, empty.
new_extra_disk() {
    truncate -s "$2" "$LOGS/$1"
    extra_disks+=("$LOGS/$1")
}

# For a swap area that nothing shall write to before the first save.
mkswap_on_host() {
    chmod 600 "$1"
    mkswap -q "$1" 2>/dev/null
}

# disk_fails IMAGE KEY=VALUE...: requests of that kind end with an error. The keys are those of
# QEMU's blkdebug: event (none: from the start), iotype, sector (of 512 bytes), state, once.
disk_fails() {
    local image=$1
    shift
    printf '[inject-error]\n' >>"$image.errors"
    printf '%s\n' "$@" | sed 's/=\(.*\)/ = "\1"/' >>"$image.errors"
}

# count_flushes IMAGE N: the state of its errors begins with 1, and the first N flushes add 1 each.
count_flushes() {
    local state
    for ((state = 1; state <= $2; state++)); do
        printf '[set-state]\nevent = "flush_to_disk"\nstate = "%s"\nnew_state = "%s"\n' \
            "$state" $((state + 1))
    done >>"$1.errors"
}

accelerator() {
    if grep -qE '^flags.* (vmx|svm)( |$)' /proc/cpuinfo && [ -w /dev/kvm ]; then
        echo kvm
    else
        echo tcg,thread=multi
    fi
}

# $guest_modules: names of kernel modules that the script may insmod from /run/guest.
add_modules() {
    local name file
    for name in $guest_modules; do
        file=$(find "$kernel/modules" -name "$name.ko*")
        [ -n "$file" ] || continue
        case $file in
        *.xz) xz -dc "$file" >"$1/$name.ko" ;;
        *) cp "$file" "$1/$name.ko" ;;
        esac
    done
}

# $early_modules: what the initramfs loads before anything else, with all that it needs.
add_early_modules() {
    local name file number=100
    for name in $early_modules; do
        modprobe -d "$kernel/modules" -S "$(cat "$kernel/release")" --show-depends "$name" 2>/dev/null ||
            true # this kernel has it built in
    done | sed -n 's/^insmod \([^ ]*\).*/\1/p' | awk '!seen[$0]++' |
        while read -r file; do
            mkdir -p "$1/early"
            name=$((number++))-$(basename "${file%.xz}")
            case $file in
            *.xz) xz -dc "$file" >"$1/early/$name" ;;
            *) cp "$file" "$1/early/$name" ;;
            esac
        done
}

# $guest_tools: programs of this host, for the initramfs and the script, in /run/guest/tools/bin.
add_tools() {
    local name tool library
    for name in $guest_tools; do
        tool=$(command -v "$name") || fail "there is no $name on this host"
        install -D "$tool" "$1/sbin/$name"
        mkdir -p "$1/bin" "$1/lib"
        for library in $(ldd "$tool" | grep -oE '/[^ ]+'); do
            cp -nL "$library" "$1/lib/"
        done
        install -m 755 "$harness/guest/run-tool" "$1/bin/$name"
    done
}

pack_script() {
    local tree=$LOGS/guest-tree
    rm -rf "$tree"
    mkdir -p "$tree/guest"
    cp "$harness/guest/lib.sh" "$tree/guest/lib.sh"
    cat >"$tree/guest/script.sh"
    [ -z "$before_loader" ] || echo "$before_loader" >"$tree/guest/before-loader.sh"
    add_modules "$tree/guest"
    add_early_modules "$tree/guest"
    add_tools "$tree/guest/tools"
    (cd "$tree" && find guest | cpio --quiet -o -H newc)
    rm -rf "$tree"
}

# The device that shows a disk to the guest: $disk_kind.
disk_device() {
    case $disk_kind in
    nvme) echo nvme ;;
    virtio) echo virtio-blk-pci ;;
    sata) echo "ide-hd,bus=sata.$1" ;;
    *) fail "no disk of the kind $disk_kind" ;;
    esac
}

disk_arguments() {
    local number=0 image options
    [ "$disk_kind" != sata ] || printf '%s\n' -device ich9-ahci,id=sata
    for image in "$disk" ${extra_disks[@]+"${extra_disks[@]}"}; do
        [ ! -e "$image.errors" ] || image=blkdebug:$image.errors:$image
        options=$drive_options${disk_options[$number]:+,${disk_options[$number]}}
        printf '%s\n' -drive "file=$image,format=raw,if=none,id=d$number${options:+,${options#,}}" \
            -device "$(disk_device $number),drive=d$number,serial=disk$number"
        number=$((number + 1))
    done
}

# The guest's script comes on the standard input.
make_initramfs() {
    cat "$small/base.cpio"
    pack_script
}

# On a busy host the emulated timer may miss the kernel's test of it: no_timer_check. Told that copying bytes by rep movsb
# is fast, as it is on a real processor, guests do it, and the emulator copies byte by byte: hence no erms.
# run_guest NAME: the machine itself; $stop_at, if set, is the console's text at which it loses
# power, $stop_delay seconds later.
run_guest() {
    local name=$1 disks
    mapfile -t disks < <(disk_arguments)
    timeout --foreground "$timeout" "$("$top/tools/fetch-qemu")" \
        -accel "$(accelerator)" -cpu max,-erms,-fsrm -smp "$cpus" -m "$memory" -nodefaults -display none \
        -no-reboot -kernel "$kernel/vmlinuz" -initrd "$LOGS/$name.cpio" "${disks[@]}" \
        ${machine_options[@]+"${machine_options[@]}"} \
        -append "console=ttyS0 panic=-1 edd=off no_timer_check $guest_append $append" \
        -pidfile "$LOGS/$name.pid" \
        -chardev "stdio,id=console,signal=off,logfile=$LOGS/$name.console" -serial chardev:console \
        -serial "file:$LOGS/$name.result" <"${typing:-/dev/null}" >"$LOGS/$name.qemu" 2>&1 &
    [ -z "$stop_at" ] || cut_power "$name" $!
    wait $!
}

cut_power() {
    until grep -qsE -- "$stop_at" "$LOGS/$1.console"; do
        [ -d "/proc/$2" ] || return 0
        sleep 0.1
    done
    sleep "${stop_delay:-0}"
    kill -9 "$(cat "$LOGS/$1.pid")" 2>/dev/null || true
}

# prepare_typing: what type_now BYTES, as of printf, says from now on arrives on the guest's console.
prepare_typing() {
    typing=$LOGS/typing
    mkfifo "$typing"
    exec 6<>"$typing"
}

type_now() {
    # shellcheck disable=SC2059 # the format is the argument
    printf "$1" >&6
}

# wait_for_text FILE REGEX [BYTE]: until the guest's console or result has it, from that byte on.
wait_for_text() {
    local tries
    for ((tries = 0; tries < timeout * 20; tries++)); do
        ! tail -c "+${3:-1}" "$LOGS/$1" 2>/dev/null | grep -aE -- "$2" >/dev/null || return 0
        sleep 0.05
    done
    return 1
}

# boot NAME: with the guest's script on the standard input; logs in NAME.console and NAME.result.
boot() {
    local name=$1 start=$SECONDS status=0
    boot_name=$name
    make_initramfs >"$LOGS/$name.cpio"
    run_guest "$name" || status=$?
    rm -f "$LOGS/$name.cpio" "$LOGS/$name.pid"
    echo "$name $((SECONDS - start)) s" >>"$LOGS/times"
    [ "$status" != 124 ] || fail "$name: no end within $timeout s"
    [ -z "$stop_at" ] || [ "$status" != 0 ] || fail "$name: ended before '$stop_at'"
    [ -n "$stop_at" ] || [ "$status" = 0 ] ||
        fail "$name: qemu exit status $status: $(cat "$LOGS/$name.qemu")"
}

# expect REGEX...: lines that the last boot must have sent over the result channel.
expect() {
    local line
    for line in "$@"; do
        tr -d '\r' <"$LOGS/$boot_name.result" | grep -E -- "^$line\$" >/dev/null ||
            fail "$boot_name: the guest did not say '$line'"
    done
}

console_has() {
    grep -qE -- "$1" "$LOGS/$boot_name.console" || fail "$boot_name: console lacks '$1'"
}

console_lacks() {
    ! grep -E -- "$1" "$LOGS/$boot_name.console" >&2 || fail "$boot_name: console has '$1'"
}

loader_says() {
    console_has "resume-loader: .*$1"
}

loader_silent() {
    console_lacks 'resume-loader: '
}

# switched_off_by PATTERN [OTHER]: how the first boot ended, and how not.
switched_off_by() {
    boot_name=save1
    console_has "$1"
    [ -z "${2-}" ] || console_lacks "$2"
}

# The restored kernel mounts nothing anew, so a restoring boot logs no mount at all.
no_mount_before_restore() {
    console_lacks 'EXT4-fs \([^)]*\): mounted'
}

# e2fsck -n looks past a journal that still waits for recovery.
fsck_clean() {
    ! dumpe2fs -h "$disk" 2>/dev/null | grep needs_recovery >/dev/null || fail "the filesystem was not unmounted"
    e2fsck -fn "$disk" >"$LOGS/fsck" 2>&1 || fail "e2fsck: $(tail -n 5 "$LOGS/fsck")"
}

# The address that the guest last told: resume=... resume_offset=...
image_address() {
    tr -d '\r' <"$LOGS/$1.result" | sed -n 's/^address //p' | tail -n 1
}

# The boot that hibernates must get to the power-off, and not to the script's end.
hibernated() {
    expect 'hibernating .*'
    ! grep -q '^end' "$LOGS/$boot_name.result" || fail "$boot_name: $(tr '\n\r' '; ' <"$LOGS/$boot_name.result")"
}

restored='same-boot-id same-memory same-tmpfs swap-free-ok dmesg-clean'

# resume NAME: boot with the address of the last image; the restored system's words must be right.
resume() {
    append="$append $(image_address save1)" boot "$1" <<<'say booted-fresh'
    no_mount_before_restore
    expect "resumed $restored .*"
}

# last_is OUTCOME REASON: what hibernate last tells after a boot.
last_is() {
    expect "last \\{\"outcome\":\"$1\",\"reason\":\"$2\",.*"
}

# u64_at BYTE: a number of the image on the disk.
u64_at() {
    od -An -t u8 -j "$1" -N 8 "$disk" | tr -d ' '
}

# Places on the disk, in bytes, as image/FORMAT.md tells.
mark_at() {
    echo $((swap_offset * 4096 + 3584))
}

header_at() {
    echo $(($(u64_at $(($(mark_at) + 32))) * 4096))
}

list_at() {
    echo $(($(u64_at $(($(header_at) + 112))) * 4096))
}

# first_data_at: the first chunk's head.
first_data_at() {
    echo $(($(u64_at $(($(list_at) + 64))) * 4096))
}

swap_signature() {
    dd if="$disk" bs=4096 skip="$swap_offset" count=1 status=none | tail -c 10 | tr -d '\0'
}

# flip BYTE: invert one byte of the disk.
flip() {
    local byte
    byte=$(od -An -t u1 -j "$1" -N 1 "$disk" | tr -d ' ')
    # shellcheck disable=SC2059 # the format is made here
    printf "\\$(printf %03o $((byte ^ 255)))" |
        dd of="$disk" bs=1 seek="$1" conv=notrunc status=none
}

# boots_fresh NAME STATUS: the loader ends with STATUS, the machine comes up anew, the swap is plain again.
boots_fresh() {
    append="$append $address" boot "$1" <<'GUEST'
image_is_gone /swapfile
say "last $(hibernate last --json)"
GUEST
    expect "loader-exit $2" image-gone 'end 0'
    console_clean
    fsck_clean
}

# Not every trace: to free memory for the snapshot the kernel drains a small guest, and kswapd of
# 7.x then reports a failed page allocation and goes on. In the first two minutes of its uptime a
# kernel's random numbers depend on the time, and a driver that allocates memory while the clocks
# still stand in a resume makes it warn of that.
console_clean() {
    ! grep -E 'WARNING:|BUG:|Oops|general protection|blocked for more than|Kernel panic' \
        "$LOGS/$boot_name.console" | grep -v ktime_get_seconds >&2 ||
        fail "$boot_name: the console has a complaint of the kernel's"
}

# cycle: hibernate as the script on the standard input does, resume, as often as $cycles says.
cycle() {
    local number
    boot save1
    for ((number = 1; number <= cycles; number++)); do
        hibernated
        console_clean
        resume "save$((number + 1))"
    done
    console_clean
    expect 'end 0'
    fsck_clean
}
