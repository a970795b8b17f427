# Tests an initramfs of dracut in which the loader is the first process, with systemd behind it: a boot, and a resume.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
: "${initramfs:=systemd}" "${real_init= -> usr/lib/systemd/systemd}" "${omitted:=}"
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
. "${BASH_SOURCE%/*}/../../dracut-lib.sh"

early_image() {
    image_for "$@" --no-hostonly --no-early-microcode --kver "$(cat "$kernel/release")" --add hibernate \
        ${omitted:+--omit "$omitted"} || fail "$1: $(cat "$LOGS/$1.log")"
}

starts_late() {
    early_image "$@"
    ! grep -E ' init.real|init -> usr/sbin/resume-loader|resume-loader/drivers' "$LOGS/$1.list" >&2 ||
        fail "$1: the loader is the first process"
}

early_image early "$plain_disk"
grep -q ' init -> usr/sbin/resume-loader$' "$LOGS/early.list" || fail 'the loader is not the first process'
grep -q " init.real$real_init\$" "$LOGS/early.list" || fail "it goes on to $(grep init.real "$LOGS/early.list")"
grep -qE ' usr/lib/resume-loader/drivers/1[0-9][0-9]-virtio_blk\.ko(\.xz)?$' "$LOGS/early.list" || fail 'it has no driver'
starts_late unwanted "$plain_disk echo early=no >>etc/hibernate.conf"
starts_late on-a-volume "${plain_disk//run\/bus/run/virtual/bus}"

initrd=$LOGS/early.image
new_disk
boot save1 <<'GUEST'
make_swapfile /swapfile 1024
tell_address
witness_start 100 mixed
hibernate_cycle
GUEST
console_has 'dracut'
hibernated
console_clean
resume restore
console_has 'resume-loader: resuming'
console_lacks 'dracut|systemd\[1\]'
expect 'end 0'
console_clean
fsck_clean
