# Tests an f2fs that is written elsewhere before the resume: refused; and an untouched one: resumed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../stale-lib.sh"
kernel=$("$top/tools/fetch-kernel" "$KERNEL" generic)
early_modules='nvme ext4 f2fs crc32c_generic crc32_generic'
stale_case f2fs mkfs.f2fs -q
