# Tests that no mark outlives a normal boot: without a loader, it is taken back before the swaps are activated.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_saved_disk
boot without-loader <<GUEST
swap_device=/dev/nvme0n1
swap_offset=$swap_offset
no_mark && die 'there is no mark to begin with'
swapon /swapfile && die 'busybox took the area with the mark'
hibernate settle || die "settle: exit status \$?"
no_mark || die 'the mark is still there'
swapon /swapfile
say "last \$(hibernate last --json)"
GUEST
expect 'loader-exit 0' 'end 0' \
    'last {"outcome":"failed","reason":"the system was booted without the loader having taken the image",.*'
fsck_clean
append=$address boot later <<<'say booted'
expect 'loader-exit 0' booted 'end 0'
