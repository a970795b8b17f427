# Tests that time under a passphrase prompt is no time of waiting: the device comes long after the limit.
# Its name comes from dracut's own configuration in the initramfs.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
new_saved_disk
address=$(image_address save1)
early_cmdline="resume=/dev/late resume_offset=${address##*=}"
early_script='mkdir -p /run/systemd/ask-password
: >/run/systemd/ask-password/ask.guest
(sleep 12; ln -s nvme0n1 /dev/late; rm /run/systemd/ask-password/ask.guest) &'
append=hibernate.device_timeout=4 boot restore <<<'say booted-fresh'
no_mount_before_restore
expect "resumed $restored .*" 'end 0'
fsck_clean
