# Tests a resume device that never comes: the boot is delayed, told why, not stopped.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
append='resume=/dev/nope resume_offset=1234'
before_loader='echo device_timeout=4 >/etc/hibernate.conf'
boot missing <<<'say booted'
expect 'loader-exit 1' booted 'end 0'
loader_says '/dev/nope.* 4 seconds'
console_clean
