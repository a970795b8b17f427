# Tests on_failure=halt: the machine stops with the image kept and nothing mounted.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_saved_disk
flip $(($(first_data_at) + 1000))
before_loader='echo on_failure=halt >/etc/hibernate.conf'
append=$address stop_at='halting as configured'
boot halted <<<'say booted'
sleep 1
console_lacks 'EXT4-fs'
[ "$(swap_signature)" = ULSUSPEND ] || fail "the image was not kept"
