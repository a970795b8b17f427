# Tests a root on LVM in LUKS with its swap file: nobody types the passphrase until the loader's time limit is long over.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
: "${initramfs:=systemd}" "${prompt:=[Pp]assphrase for}"
variant=storage
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
timeout=400

# A second disk with such a root, made once for each build of the guest.
new_encrypted_disk() {
    local saved=$debian/saved
    new_extra_disk encrypted.img 4G
    exec 7>"$debian/saved.lock"
    flock 7
    if [ ! -e "$saved/encrypted.img" ]; then
        early_script='' boot copy <<'GUEST'
disk=$(readlink -f /dev/disk/by-id/nvme-*disk1)
printf secret | cryptsetup luksFormat --batch-mode --uuid 11111111-2222-3333-4444-555555555555 \
    --pbkdf pbkdf2 --pbkdf-force-iterations 1000 "$disk" -
printf secret | cryptsetup open --key-file=- "$disk" inner
vgcreate -q group /dev/mapper/inner
lvcreate -q -y -n root -l 100%FREE group
mkfs.ext4 -qq -L encrypted /dev/group/root
mount /dev/group/root /mnt
cp -ax /. /mnt
echo 'LABEL=encrypted / ext4 defaults 0 1' >/mnt/etc/fstab
umount /mnt
GUEST
        expect 'end 0'
        mkdir -p "$saved"
        cp --sparse=always "$LOGS/encrypted.img" "$saved/encrypted.part"
        mv "$saved/encrypted.part" "$saved/encrypted.img"
    fi
    exec 7>&-
    cp --sparse=always "$saved/encrypted.img" "$LOGS/"
}

# type_late FILE SECONDS: the passphrase, so long after the question.
type_late() {
    wait_for_text "$1" "$prompt" && sleep "$2" && type_now 'secret\n'
}

new_disk
new_encrypted_disk
append='root=LABEL=encrypted rd.luks.uuid=11111111-2222-3333-4444-555555555555 rd.lvm.vg=group hibernate.device_timeout=20'
prepare_typing
type_late save1.console 1 &
boot save1 <<'GUEST'
make_swapfile /swapfile 1024
tell_address
say "root $(findmnt -no SOURCE /)"
witness_start 100 mixed
hibernate_cycle
GUEST
hibernated
expect 'root /dev/mapper/group-root'
console_clean
type_late restore.console 40 &
resume restore
expect 'end 0'
console_clean
