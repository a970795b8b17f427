# Tests that an image of the kernel's own is left to the distribution's script: the kernel alone cannot find a UUID.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=tools
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
new_disk
cycle <<'GUEST'
hibernate=kernel_hibernate
make_swapfile /swapfile 1024
tell_address
witness_start 100 mixed
hibernate_cycle
GUEST
loader_silent
console_has 'Begin: Running /scripts/local-premount'
