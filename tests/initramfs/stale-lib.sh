# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
# For cases in which a disk is mounted elsewhere between save and resume.

# save_with_other TYPE MKFS...: hibernate while a filesystem on a second disk is mounted.
save_with_other() {
    other_type=$1
    shift
    new_disk
    new_extra_disk other.img 512M
    "$@" "$LOGS/other.img" >"$LOGS/mkfs" 2>&1 || fail "$(cat "$LOGS/mkfs")"
    before_loader='wait_for_disk disk1'
    boot save1 <<GUEST
make_swapfile /swapfile 256
mkdir -p /run/other
mount -t $other_type "\$(readlink /dev/disk/by-id/disk1)" /run/other
mkdir /run/other/folder
head -c 3000000 /dev/urandom >/run/other/before
witness_start 20 mixed
${hidden:+mount -t tmpfs none /run/other}
hibernate_cycle
${hidden:+umount /run/other}
md5sum </run/other/before >/dev/null
echo after >/run/other/after
umount /run/other
GUEST
    keep_saved_disks
}

keep_saved_disks() {
    hibernated
    address=$(image_address save1)
    swap_offset=${address##*resume_offset=}
    cp --sparse=always "$disk" "$disk.saved"
    cp --sparse=always "$LOGS/other.img" "$LOGS/other.img.saved"
}

saved_disks() {
    cp --sparse=always "$disk.saved" "$disk"
    cp --sparse=always "$LOGS/other.img.saved" "$LOGS/other.img"
}

# elsewhere NAME OPTIONS COMMAND: mount the second disk in a system that knows of no image.
elsewhere() {
    before_loader="wait_for_disk disk1; mkdir -p /mnt
mount -t $other_type -o $2 \$(readlink /dev/disk/by-id/disk1) /mnt || echo mount-failed >/dev/ttyS1
$3
umount /mnt
echo elsewhere-done >/dev/ttyS1
poweroff -f" boot "$1" </dev/null
    expect elsewhere-done
    ! grep -q mount-failed "$LOGS/$1.result" || fail "$1: the mount failed"
}

# refused_as_stale NAME PLACE
refused_as_stale() {
    boots_fresh "$1" 1
    loader_says "the filesystem at $2 was changed since the image was made"
    last_is refused "the filesystem at $2 was changed since the image was made"
}

resumes_untouched() {
    saved_disks
    resume untouched
    expect 'end 0'
    fsck_clean
}

# stale_case TYPE MKFS...: written elsewhere: refused; untouched: resumed. With $journal also a
# read-only mount, which replays it: refused. With $hidden something else is mounted over it.
stale_case() {
    save_with_other "$@"
    elsewhere written rw 'echo elsewhere >/mnt/new; sync'
    refused_as_stale stale-written /run/other
    if [ -n "${journal:-}" ]; then
        saved_disks
        elsewhere read-only ro true
        refused_as_stale stale-read-only /run/other
    fi
    resumes_untouched
}
