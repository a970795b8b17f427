# Tests a swap file on an md RAID1 that initramfs-tools assembles; both halves are alike afterwards.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=tools
. "${BASH_SOURCE%/*}/../46-dracut-md-raid1-systemd/case.sh"
