# Tests a kernel whose disk drivers are modules: the loader as the first process brings them, and resumes.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../early-lib.sh"
new_disk
kernel=$("$top/tools/fetch-kernel" "$KERNEL" generic)
disk_kind=sata
early_drivers='ahci sd_mod'
early_modules='ahci sd_mod ext4 crc32c_generic'
boot save1 <<'GUEST'
make_swapfile /swapfile 512
witness_start 60 mixed
hibernate_cycle
GUEST
first_word_of initramfs
hibernated
console_clean
resume early
first_word_of resume-loader
console_lacks 'initramfs: '
expect 'end 0'
console_clean
fsck_clean
