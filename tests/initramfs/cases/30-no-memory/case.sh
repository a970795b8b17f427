# Tests memory so full, and swap so small, that the kernel cannot make a snapshot: numbers, nothing changed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
boot too-small <<'GUEST'
make_swapfile /swapfile 32
witness_start 200 random
unchanged hibernate
GUEST
expect 'status [1-9].*' 'output hibernate: .*[0-9]+ MiB.*' "unchanged $restored no-mark" 'end 0'
console_clean
fsck_clean
