# Tests on_failure=retry: a restart for a second attempt, then the image is discarded.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_saved_disk
flip $(($(first_data_at) + 1000))
before_loader='echo on_failure=retry 2 >/etc/hibernate.conf'
append=$address
boot first <<<'say booted'
loader_says 'attempt 1 of 2'
console_lacks 'EXT4-fs'
[ "$(swap_signature)" = ULSUSPEND ] || fail "the image is gone before the last attempt"
append=
boots_fresh second 1
