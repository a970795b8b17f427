# Tests a root on LVM in LUKS with its swap file and initramfs-tools: the passphrase comes after the time limit.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=tools prompt='unlock disk'
early_script='echo inner UUID=11111111-2222-3333-4444-555555555555 none luks,initramfs >/cryptroot/crypttab'
. "${BASH_SOURCE%/*}/../46-dracut-encrypted-root-systemd/case.sh"
