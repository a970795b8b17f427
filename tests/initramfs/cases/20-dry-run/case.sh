# Tests that --dry-run saves and verifies everything, tells figures and leaves no trace.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
boot dry-run <<'GUEST'
make_swapfile /swapfile 512
witness_start 100 mixed
unchanged hibernate --dry-run
unchanged hibernate --dry-run
GUEST
expect 'status 0' "unchanged $restored no-mark" 'output .*[0-9] MiB.*' 'end 0'
console_clean
fsck_clean
