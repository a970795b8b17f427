# Tests a virtio disk.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
disk_kind=virtio
early_modules='virtio_pci virtio_blk'
timeout=150
cycle <<'GUEST'
make_swapfile /swapfile 512
witness_start 60 mixed
hibernate_cycle
GUEST
