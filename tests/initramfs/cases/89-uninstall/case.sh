# Tests that after hibernate setup the packages can be removed: the initramfs is made anew without us, and it boots.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=tools
: "${timeout:=900}" "${generator:=initramfs-tools}"
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
new_disk
boot remove < <(echo "use_generator $generator"; cat <<'GUEST'
ours() {
    list_initramfs | grep -E 'hibernate|resume-loader' | grep -v systemd-hibernate-resume
}
hibernate setup
ours >/dev/null || die 'that is no proof'
# shellcheck disable=SC2046 # a list of words
dpkg --purge $(dpkg-query -W -f '${Package}\n' 'resume-loader*')
! ours || die 'the initramfs still has us'
list_initramfs | grep -x init >/dev/null || die 'that is no initramfs'
! find /usr /etc /var/lib/hibernate -path /usr/share/doc -prune -o -print | grep -E 'resume-loader|hibernate-(load|settle)' ||
    die 'files were left'
GUEST
)
expect 'end 0'
console_clean
initrd=$LOGS/initrd
debugfs -R "dump /boot/initrd.img-$(cat "$kernel/release") $initrd" "$disk" 2>"$LOGS/debugfs"
[ "$generator" = initramfs-tools ] || initramfs=systemd
boot fresh <<'GUEST'
say "swaps $(grep -c '^/swapfile ' /proc/swaps)"
say "failed $(systemctl --failed --no-legend | wc -l)"
GUEST
loader_silent
expect 'swaps 0' 'failed 0' 'end 0'
console_clean
fsck_clean
