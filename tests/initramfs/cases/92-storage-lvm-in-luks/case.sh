# Tests a swap file on a logical volume in a LUKS container that a key file opens in the initramfs.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../storage-lib.sh"
new_disk
new_extra_disk other.img 600M
early_modules='dm-crypt xts aes_generic ecb sha256_generic algif_skcipher'
guest_tools='cryptsetup lvm mkfs.ext4'
key='echo -n secret >/run/key'
create="$key
cryptsetup -q luksFormat --type luks2 --pbkdf pbkdf2 --pbkdf-force-iterations 1000 $disk1 /run/key
cryptsetup open --key-file /run/key $disk1 container
lvm vgcreate -q vg /dev/mapper/container >/dev/null
lvm lvcreate -q -n swap -l 100%FREE -Wn vg >/dev/null"
assemble="$key
cryptsetup open --key-file /run/key $disk1 container
lvm vgchange -q -ay vg"
area=/dev/mapper/vg-swap
mkfs='mkfs.ext4 -q -b 4096'
storage_cycle
