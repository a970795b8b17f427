# Tests a swap partition of a second disk, which any order of probing may number first.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
new_extra_disk swap.img 600M
printf '%s\n' 'label: gpt' 'start=2048, type=swap' | sfdisk -q "$LOGS/swap.img"
before_loader='wait_for_disk disk1
ln -s "$(readlink /dev/disk/by-id/disk1)p1" /dev/disk/by-id/swap'
cycle <<'GUEST'
use_partition /dev/disk/by-id/swap
witness_start 100 mixed
hibernate_cycle
GUEST
