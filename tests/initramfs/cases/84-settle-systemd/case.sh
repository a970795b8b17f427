# Tests the boot service: a boot that knows of no image discards it before the swap unit finds it, whatever mounts fail.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
new_disk
boot save1 <<'GUEST'
make_swapfile /swapfile 1024
echo '/swapfile none swap defaults 0 0' >>/etc/fstab
echo '/dev/missing /var/lib/hibernate ext4 nofail,x-systemd.device-timeout=2 0 0' >>/etc/fstab
tell_address
witness_start 50 mixed
hibernate_cycle
GUEST
hibernated
boot without-loader <<'GUEST'
grep -q '^/swapfile ' /proc/swaps || die 'the swap file is not active'
journalctl -b -o cat -t hibernate | sed 's/^/journal /' >/dev/ttyS1
journalctl -b -o cat | grep -i 'suspend data' && die 'swapon came first'
hibernate last --json | sed 's/^/last /' >/dev/ttyS1
GUEST
why='the system was booted without the loader having taken the image'
expect "journal .*the last hibernation: failed: $why" "last \{\"outcome\":\"failed\",\"reason\":\"$why\",.*" 'end 0'
