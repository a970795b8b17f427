#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck disable=SC2154 # dracut sets initdir and kernel
# The last of all modules by its number: the initramfs has its /init by then.

check() {
    return 255
}

depends() {
    return 0
}

install() {
    dracut_module_included squash || [[ ${dracutsysrootdir-} ]] ||
        /usr/lib/resume-loader/hibernate-early "$initdir" "$kernel"
}
