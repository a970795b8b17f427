# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
# For cases in which the swap area lies on other storage than a plain disk.

export PATH=$PATH:/usr/sbin:/sbin
disk1=/dev/disk/by-id/disk1
disk2=/dev/disk/by-id/disk2

# What a case sets:
# $create    makes the device of the area, in the first boot
# $assemble  puts it together again, in the initramfs of a boot that may resume
# $area      the device
# $mkfs      makes a filesystem on it; if empty, the device itself is the area
# $filesystem  its type
# $describe  what to do with the swap file $file when it is made
# $afterwards  what to do in the restored system
# $setup  if not empty, hibernate setup makes the swap file, and tells the writer where it is
: "${create:=}" "${assemble:=}" "${describe:=}" "${afterwards:=}" "${area:=$disk1}" "${mkfs:=}" "${filesystem:=ext4}"
: "${setup:=}"
# shellcheck disable=SC2016 # expands in the guest
: "${make_file:=fallocate -l 320M \$file; chmod 600 \$file}"
# shellcheck disable=SC2016
: "${find_page:=extents first \$file}"

wait_for_disks() {
    local number
    for ((number = 1; number <= ${#extra_disks[@]}; number++)); do
        echo "wait_for_disk disk$number"
    done
}

# In the initramfs, when there may be something to assemble.
before_loader_script() {
    wait_for_disks
    echo "export PATH=/guest/tools/bin:\$PATH DM_DISABLE_UDEV=1"
    echo "if grep -q ' resume=' /proc/cmdline; then"
    echo "${assemble:-true}"
    echo 'fi'
}

# f2fs may move a file once, when it is activated.
make_swap() {
    if [ -n "$setup" ]; then
        echo "hibernate setup --path \$file --size 320M"
    else
        echo "$make_file"
        echo "mkswap \$file >/dev/null"
        echo "swapon \$file"
    fi
    echo "swapoff \$file"
}

# area_script: make the area and hibernate; what else lay beside it must still be there.
area_script() {
    cat <<GUEST
export PATH=/run/guest/tools/bin:\$PATH DM_DISABLE_UDEV=1
area=$area
$create
GUEST
    if [ -n "$mkfs" ]; then
        cat <<GUEST
$mkfs \$area >/run/mkfs 2>&1 || die "\$(cat /run/mkfs)"
mkdir -p /run/area
mount -t $filesystem \$area /run/area
head -c 3000000 /dev/urandom >/run/area/beside
sum=\$(md5sum </run/area/beside)
file=/run/area/swapfile
$(make_swap)
$describe
sync
use_swapfile \$file \$area "\$($find_page)"
GUEST
    else
        echo "use_partition \$area"
    fi
    cat <<GUEST
witness_start 60 mixed
hibernate_cycle ${setup:+--force}
echo 3 >/proc/sys/vm/drop_caches
$afterwards
GUEST
    [ -z "$mkfs" ] || cat <<'GUEST'
[ "$(md5sum </run/area/beside)" = "$sum" ] || die 'a file beside the area changed'
swapoff $file
umount /run/area
GUEST
}

# storage_save: hibernate to the area.
storage_save() {
    memory=768 timeout=${storage_timeout:-240}
    before_loader=$(before_loader_script)
    boot save1 < <(area_script)
    hibernated
    console_clean
}

# storage_resume: resume from it, with the same memory.
storage_resume() {
    before_loader=$(before_loader_script)
    resume save2
    console_clean
    expect 'end 0'
    fsck_clean
}

storage_cycle() {
    storage_save
    storage_resume
}
