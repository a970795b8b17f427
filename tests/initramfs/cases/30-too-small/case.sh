# Tests a swap file that is too small: numbers, an error, nothing changed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
boot too-small <<'GUEST'
make_swapfile /swapfile 32
witness_start 100 random
unchanged hibernate
GUEST
expect 'status [1-9].*' 'output hibernate: /swapfile is too small: it had 32 MiB free; [0-9]+ MiB of an image of .* filled them; .*' "unchanged $restored no-mark" 'end 0'
console_clean
fsck_clean
