# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154,SC2016
# For cases that have dracut make an image of their own.

# image_for NAME SETUP [OPTION...]: what dracut makes of the guest's tree after the shell commands SETUP is in
# $LOGS/NAME.image, and what is in there in NAME.list.
image_for() {
    local name=$1 work=$LOGS/$1.work status=0
    shift
    mkdir -p "$work"/{upper,work,tree}
    unshare --mount --propagation private sh -euc '
        lower=$1 work=$2 setup=$3
        shift 3
        mount -t overlay overlay -o "lowerdir=$lower,upperdir=$work/upper,workdir=$work/work" "$work/tree"
        cd "$work/tree"
        mount --rbind /dev dev
        mount -t proc proc proc
        mount -t sysfs sysfs sys
        for directory in run tmp var/tmp; do
            mount -t tmpfs tmpfs $directory
        done
        echo root=LABEL=debian >run/cmdline
        eval "$setup"
        mount --bind run/cmdline proc/cmdline
        chroot . dracut --quiet --force --hostonly "$@" /image
        chroot . lsinitrd /image >"$work.list"
        ' sh "$debian/tree" "$work" "$@" >"$LOGS/$name.log" 2>&1 || status=$?
    mv "$work.list" "$LOGS/$name.list" 2>/dev/null || true
    mv "$work/upper/image" "$LOGS/$name.image" 2>/dev/null || true
    rm -rf "$work"
    return $status
}

# A disk nvme0n1 that hangs on a bus of one driver, a module of the guest's kernel.
# shellcheck disable=SC2034
plain_disk='
mkdir -p run/bus/nvme0n1 run/bus/driver run/module/virtio_blk
mount -t tmpfs tmpfs dev/shm
touch dev/shm/nvme0n1
ln -s /run/module/virtio_blk run/bus/driver/module
mount -t tmpfs tmpfs sys/class/block
ln -s /run/bus/nvme0n1 sys/class/block/nvme0n1
printf "%s\n" "resume = /dev/shm/nvme0n1" "device_timeout = 0" >etc/hibernate.conf
'
