# Tests that time under a passphrase prompt is no time of waiting: local-block asks for longer than the limit, and only
# then the device is there.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
initramfs=tools
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
new_saved_disk
early_script='mkdir -p /scripts/local-block
printf "#!/bin/sh\n[ -e /dev/late ] || { sleep 40; ln -s nvme0n1 /dev/late; }\n" >/scripts/local-block/prompt
chmod 755 /scripts/local-block/prompt
echo /scripts/local-block/prompt >/scripts/local-block/ORDER'
address=$(image_address save1)
append="resume=/dev/late resume_offset=${address##*=}" boot restore <<<'say booted-fresh'
no_mount_before_restore
expect "resumed $restored .*" 'end 0'
fsck_clean
