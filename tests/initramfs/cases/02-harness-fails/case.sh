# Tests that the harness reports a boot which was not resumed, and a dirty disk, as failures.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
boot save1 <<'GUEST'
hibernate=kernel_hibernate
make_swapfile /swapfile 512
witness_start 60 mixed
hibernate_cycle
GUEST
hibernated
if (fsck_clean); then fail "a disk in use passed for clean"; fi
if (append=noresume resume fresh); then fail "a fresh boot passed for a resumed one"; fi
boot_name=fresh
expect booted-fresh 'end 0'
