# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# lib.sh for the Debian guest of the release that has this kernel. $initramfs is systemd or plain, of dracut, or
# tools, of initramfs-tools. $initrd names another image. $variant is empty or one of debian-guest's.
: "${memory:=1024}" "${timeout:=240}" "${initramfs:=systemd}" "${variant:=}" "${early_script:=}" "${early_cmdline:=}"
# shellcheck source=tests/initramfs/lib.sh
. "${BASH_SOURCE%/*}/lib.sh"

case $KERNEL in
6.1) release=bookworm ;;
6.12) release=trixie ;;
7.x) release=sid ;;
esac
"$harness/debian-guest" "$release" ${variant:+"$variant"}
debian=$top/build/vm/debian-$release${variant:+-$variant}
kernel=$debian/kernel
guest_append='root=LABEL=debian rd.shell=0 TERM=dumb'

new_disk() {
    cp --sparse=always "$debian/disk.img" "$disk"
}

# A disk with an image of a session in /swapfile, made once for each build.
new_saved_disk() {
    local saved=$debian/saved
    exec 7>"$debian/saved.lock"
    flock 7
    if [ ! -e "$saved/disk.img" ]; then
        new_disk
        boot save1 <<'GUEST'
make_swapfile /swapfile 1024
tell_address
witness_start 100 mixed
hibernate_cycle
GUEST
        hibernated
        console_clean
        mkdir -p "$saved"
        cp "$LOGS/save1.result" "$LOGS/save1.console" "$saved/"
        mv "$disk" "$saved/disk.img"
    fi
    exec 7>&-
    cp "$saved"/save1.* "$LOGS/"
    cp --sparse=always "$saved/disk.img" "$disk"
    boot_name=save1
}

# Of an initramfs /run alone outlives the change of root.
add_dracut_hooks() {
    local tree=$1 hooks
    hooks=$(cat "$debian/hooks")
    mkdir -p "$tree/$hooks"/{pre-pivot,pre-trigger}
    echo 'cp -r /guest /run/' >"$tree/$hooks/pre-pivot/00-guest.sh"
    if [ -n "$early_cmdline" ]; then
        mkdir -p "$tree/etc/cmdline.d"
        echo "$early_cmdline" >"$tree/etc/cmdline.d/50-guest.conf"
    fi
    [ -z "$early_script" ] || echo "$early_script" >"$tree/$hooks/pre-trigger/00-guest.sh"
}

# What the two scripts in guest/debian look for.
add_early_script() {
    [ -z "$early_script" ] || echo "$early_script" >"$1/guest/early.sh"
}

# The script goes in front of the distribution's image.
make_initramfs() {
    local tree=$LOGS/guest-tree
    rm -rf "$tree"
    mkdir -p "$tree/guest"
    cp "$harness"/guest/{lib,debian-lib}.sh "$tree/guest/"
    cat >"$tree/guest/script.sh"
    case $initramfs in
    tools) add_early_script "$tree" ;;
    *) add_dracut_hooks "$tree" ;;
    esac
    (cd "$tree" && find . | cpio --quiet -o -H newc)
    rm -rf "$tree"
    cat "${initrd:-$debian/initrd.$initramfs}"
}
