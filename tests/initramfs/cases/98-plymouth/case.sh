# Tests that plymouth, where an initramfs has it, shows how much of the image is loaded by the hook.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
variant=splash
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
# On a serial console plymouth prints what it is told.
guest_append="$guest_append splash"
new_disk
boot save1 <<'GUEST'
make_swapfile /swapfile 1024
tell_address
witness_start 200 mixed
hibernate_cycle
GUEST
hibernated
resume restore
for percent in 10 50 100; do
    console_has "Resuming from hibernation: $percent%, [0-9]* MiB/s, [0-9]* s left"
done
console_clean
expect 'end 0'
fsck_clean
