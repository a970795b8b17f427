# Tests a wrong resume_offset: said, the boot goes on, and the real image is untouched.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_saved_disk
append="${address%%resume_offset=*}resume_offset=$((swap_offset + 1))"
boot wrong-offset <<<'say booted'
expect 'loader-exit 1' booted 'end 0'
loader_says "no swap header at page $((swap_offset + 1))"
[ "$(swap_signature)" = ULSUSPEND ] || fail "the image was touched: $(swap_signature)"
