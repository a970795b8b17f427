# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash
# What differs in the Debian guest from the small one.

# The address as the user is told it, by UUID.
tell_address() {
    # shellcheck disable=SC2034 # read by lib.sh
    swap_address=$(hibernate show | grep -oE 'resume=UUID=[^ ]+ resume_offset=[0-9]+')
}
