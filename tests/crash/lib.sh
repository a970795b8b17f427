# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Guests whose disks lose their volatile cache at a power cut; KERNEL and LOGS are set.
# shellcheck source=tests/initramfs/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../initramfs/lib.sh"

crash=$top/tests/crash
: "${filesystem:=ext4}"
memory=256 cpus=1
servers=()
# virtio: QEMU's NVMe says that it has FUA and does not do it. And nothing but a flush flushes
# virtio's cache: no reset, no shutdown.
early_modules="crc32c_generic virtio_pci virtio_blk $filesystem"
before_loader="root_type=$filesystem"

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

# start_disks NAME [OPTION...]: see forgetful-disk. Each records to NAME.DISK.record.
start_disks() {
    local image name=$1
    shift
    servers=()
    for image in "$disk" ${extra_disks[@]+"${extra_disks[@]}"}; do
        "$crash/forgetful-disk" "$image" "$image.socket" \
            --record "$LOGS/$name.$(basename "$image" .img).record" "$@" >>"$LOGS/cuts" &
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
