# Tests the same without systemd, where a prompt holds dracut's queue up.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=plain
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
new_saved_disk
address=$(image_address save1)
early_cmdline="resume=/dev/late resume_offset=${address##*=}"
early_script='echo "sleep 12; ln -s nvme0n1 /dev/late; rm -f -- \$job" >"$hookdir/initqueue/settled/00-prompt.sh"'
append=hibernate.device_timeout=4 boot restore <<<'say booted-fresh'
no_mount_before_restore
expect "resumed $restored .*" 'end 0'
fsck_clean
