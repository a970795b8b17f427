# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
# For cases in which the loader is the first process. $early_drivers: modules that it loads, with all that they need.
: "${early_drivers:=}"

# Later files of an initramfs replace the earlier ones.
make_initramfs() {
    local tree=$LOGS/early-tree
    cat "$small/base.cpio"
    pack_script
    mkdir -p "$tree"
    ln -s usr/sbin/resume-loader "$tree/init"
    cp "$harness/guest/initramfs-init" "$tree/init.real"
    early_modules=$early_drivers add_early_modules "$tree/usr/lib/resume-loader"
    [ -z "$early_drivers" ] || mv "$tree/usr/lib/resume-loader/early" "$tree/usr/lib/resume-loader/drivers"
    (cd "$tree" && find . -mindepth 1 | cpio --quiet -o -H newc)
    rm -rf "$tree"
}

# first_word_of WHO: of the loader and the real init, who spoke first.
first_word_of() {
    local first
    first=$(grep -aoE '(initramfs|resume-loader): ' "$LOGS/$boot_name.console" | head -n 1)
    [ "$first" = "$1: " ] || fail "$boot_name: first heard was '$first'"
}
