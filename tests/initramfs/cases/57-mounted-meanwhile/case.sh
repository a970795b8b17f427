# Tests a filesystem that is mounted while a save begins: the save ends, for it would be neither synced nor guarded.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
new_extra_disk other.img 64M
mkfs.ext4 -qq -F "$LOGS/other.img"
before_loader='wait_for_disk disk1'
boot meanwhile <<'GUEST'
make_swapfile /swapfile 512
witness_start 30 mixed
mkdir -p /run/other
hold hibernate --dry-run
mount -t ext4 "$(readlink /dev/disk/by-id/disk1)" /run/other
unchanged let_go
# What changes but is no filesystem on a disk does not matter.
hold hibernate --dry-run
mount -t tmpfs none /run/other
unchanged let_go
GUEST
expect 'status 1' 'output hibernate: /run/other was mounted meanwhile: try again' 'status 0' \
    "unchanged $restored no-mark" 'end 0'
console_clean
fsck_clean
