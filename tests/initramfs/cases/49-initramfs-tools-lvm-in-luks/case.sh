# Tests a swap file on LVM in LUKS with initramfs-tools, which opens what has the option initramfs in crypttab(5): after the time limit.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=tools prompt='unlock disk'
early_script='echo inner UUID=11111111-2222-3333-4444-555555555555 none luks,initramfs >/cryptroot/crypttab'
. "${BASH_SOURCE%/*}/../46-dracut-lvm-in-luks-systemd/case.sh"
