# Tests that after hibernate setup the packages can be removed: the initramfs is made anew without us, and it boots.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=tools timeout=900
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
ours='hibernate|resume-loader'
new_disk
boot remove <<GUEST
echo MODULES=dep >/etc/initramfs-tools/conf.d/small
hibernate setup
lsinitramfs "/boot/initrd.img-\$(uname -r)" | grep -E '$ours' >/dev/null || die 'that is no proof'
dpkg --purge resume-loader-dracut resume-loader-initramfs-tools resume-loader
! lsinitramfs "/boot/initrd.img-\$(uname -r)" | grep -E '$ours' || die 'the initramfs still has us'
! find /usr /etc /var/lib/hibernate -path /usr/share/doc -prune -o -print | grep -E 'resume-loader|hibernate-(load|settle)' ||
    die 'files were left'
GUEST
expect 'end 0'
console_clean
initrd=$LOGS/initrd
debugfs -R "dump /boot/initrd.img-$(cat "$kernel/release") $initrd" "$disk" 2>"$LOGS/debugfs"
boot fresh <<'GUEST'
say "swaps $(grep -c '^/swapfile ' /proc/swaps)"
say "failed $(systemctl --failed --no-legend | wc -l)"
GUEST
loader_silent
expect 'swaps 0' 'failed 0' 'end 0'
console_clean
fsck_clean
