# Tests a LUKS container that is the swap area itself, opened by a key file in the initramfs.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../storage-lib.sh"
new_disk
new_extra_disk other.img 400M
early_modules='dm-crypt xts aes_generic ecb sha256_generic algif_skcipher'
guest_tools='cryptsetup'
key='echo -n secret >/run/key'
create="$key
cryptsetup -q luksFormat --type luks1 --pbkdf-force-iterations 1000 $disk1 /run/key
cryptsetup open --key-file /run/key $disk1 swap"
assemble="$key
cryptsetup open --key-file /run/key $disk1 swap"
area=/dev/mapper/swap
storage_cycle
