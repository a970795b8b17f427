# Tests a SATA disk (AHCI).
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
kernel=$("$top/tools/fetch-kernel" "$KERNEL" generic)
disk_kind=sata
early_modules='ahci sd_mod ext4 crc32c_generic'
timeout=150
cycle <<'GUEST'
make_swapfile /swapfile 512
witness_start 60 mixed
hibernate_cycle
GUEST
