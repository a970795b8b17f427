#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck disable=SC2154 # dracut sets moddir, systemdsystemunitdir and the like

# Value of KEY in the configuration, as resume-loader reads it: the last one counts.
configured() {
    sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*//p" \
        "${dracutsysrootdir-}/etc/hibernate.conf" 2> /dev/null | tail -n 1
}

# /sys/power/resume is no witness: it stays empty until somebody has hibernated once.
is_configured() {
    local root=${dracutsysrootdir-}
    [[ $(configured resume) ]] && return 0
    # shellcheck disable=SC2086 # a list of words
    printf '%s\n' ${kernel_cmdline-} | grep '^resume=' >/dev/null && return 0
    grep -qsE "(^|[ \"'])resume=" /proc/cmdline "$root"/etc/kernel/cmdline \
        "$root"/usr/lib/kernel/cmdline "$root"/etc/default/grub
}

check() {
    require_binaries resume-loader /usr/lib/resume-loader/hibernate-load || return 1
    [[ ${hostonly-} ]] || return 0
    is_configured && return 0
    return 255
}

depends() {
    local directory
    echo hibernate-early
    # A module of its own in newer versions; naming it to older ones would be an error.
    if ! dracut_module_included systemd; then
        for directory in "$dracutbasedir"/modules.d/[0-9][0-9]initqueue; do
            [[ -d $directory ]] && echo initqueue
        done
    fi
    return 0
}

cmdline() {
    local resume offset
    resume=$(configured resume)
    offset=$(configured resume_offset)
    [[ $resume ]] || return 0
    printf ' resume=%s%s' "$resume" "${offset:+ resume_offset=$offset}"
}

holds() {
    "${dracutsysrootdir-}/usr/lib/resume-loader/hibernate-contents" "${dracutsysrootdir-}"
}

install() {
    inst_binary resume-loader /usr/sbin/resume-loader
    inst_script /usr/lib/resume-loader/hibernate-load
    [[ -e ${dracutsysrootdir-}/etc/hibernate.conf ]] && inst_simple -H /etc/hibernate.conf
    : > "$initdir/usr/lib/resume-loader/$(holds)"

    inst_hook cmdline 20 "$moddir/parse-hibernate.sh"
    inst_hook initqueue/finished 50 "$moddir/hibernate-finished.sh"
    inst_hook initqueue/settled 50 "$moddir/hibernate-settled.sh"
    inst_hook initqueue/timeout 50 "$moddir/hibernate-give-up.sh"
    inst_script "$moddir/hibernate-give-up.sh" /lib/dracut/hibernate-give-up.sh

    if dracut_module_included systemd; then
        inst_simple "$systemdsystemunitdir/hibernate-resume.service"
        inst_script /usr/lib/resume-loader/hibernate-hand-over
        [[ -x ${dracutsysrootdir-}$systemdutildir/system-generators/systemd-hibernate-resume-generator ]] &&
            inst_script /usr/lib/resume-loader/systemd-hibernate-resume-generator \
                /etc/systemd/system-generators/systemd-hibernate-resume-generator
        $SYSTEMCTL -q --root "$initdir" add-wants sysinit.target hibernate-resume.service
    else
        inst_hook pre-mount 00 "$moddir/hibernate-resume.sh"
        dracut_need_initqueue
    fi
}
