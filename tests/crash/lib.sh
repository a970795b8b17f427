# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Guests whose disks lose their volatile cache at a power cut; KERNEL and LOGS are set.
# shellcheck source=tests/initramfs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../initramfs/lib.sh"

crash=$top/tests/crash
memory=256
servers=()

# virtio: QEMU's NVMe says that it has FUA and does not do it. And nothing but a flush flushes
# virtio's cache: no reset, no shutdown.
guest_modules='virtio_ring virtio virtio_pci_modern_dev virtio_pci_legacy_dev virtio_pci virtio_blk'
before_loader="for name in $guest_modules; do
    [ ! -e /guest/\$name.ko ] || insmod /guest/\$name.ko
done
wait_for_disk disk0"

prepare() {
    rm -rf "$LOGS"
    mkdir -p "$LOGS"
    "$top/tools/fetch-kernel" "$KERNEL" >/dev/null
    "$top/tools/fetch-qemu" >/dev/null
    "$harness/small-guest"
}

disk_arguments() {
    local number=0 image
    for image in "$disk" ${extra_disks[@]+"${extra_disks[@]}"}; do
        printf '%s\n' -drive "file=nbd:unix:$image.socket,format=raw,if=none,id=d$number" \
            -device "virtio-blk-pci,drive=d$number,serial=disk$number"
        number=$((number + 1))
    done
}

# start_disks [OPTION...]: see forgetful-disk.
start_disks() {
    local image
    servers=()
    for image in "$disk" ${extra_disks[@]+"${extra_disks[@]}"}; do
        "$crash/forgetful-disk" "$image" "$image.socket" "$@" >>"$LOGS/cuts" &
        servers+=($!)
        until [ -S "$image.socket" ]; do
            sleep 0.05
        done
    done
}

# The disks lose power with the machine.
stop_disks() {
    wait "${servers[@]}"
}
