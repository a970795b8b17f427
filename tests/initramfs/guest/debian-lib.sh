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
