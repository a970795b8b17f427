# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash
# What differs in the Debian guest from the small one.

# The address as a user is told it, by UUID.
tell_address() {
    local address
    address=$(hibernate show | grep -oE 'resume=UUID=[^ ]+ resume_offset=[0-9]+') || die "no address"
    say "address $address"
}

# What hibernate setup links.
link_drop_ins() {
    local file link
    while read -r file link; do
        mkdir -p "${link%/*}"
        ln -sf "/usr/lib/resume-loader/$file" "$link"
    done </usr/lib/resume-loader/links
    systemctl daemon-reload
    systemctl restart systemd-logind.service
}

# use_generator NAME: from now on initramfs-tools or dracut makes the initramfs, for this machine only.
use_generator() {
    generator=$1
    if [ "$generator" = dracut ]; then
        # shellcheck disable=SC2046 # a list of words
        dpkg --purge --force-depends $(dpkg-query -W -f '${Package}\n' '*initramfs-tools*')
        echo hostonly=yes >/etc/dracut.conf.d/small.conf
    else
        echo MODULES=dep >/etc/initramfs-tools/conf.d/small
    fi
}

# The paths in the initramfs of this kernel.
list_initramfs() {
    set -- "/boot/initrd.img-$(uname -r)"
    [ "$generator" = initramfs-tools ] || { lsinitrd "$1" | awk '/^[dlcb-]r/ { print $9 }'; return; }
    lsinitramfs "$1"
}
