# Tests the boot service: a boot that knows of no image discards it before the swap unit finds it, /var mounted or not.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
new_disk
boot save1 <<'GUEST'
make_swapfile /swapfile 1024
echo '/swapfile none swap defaults 0 0' >>/etc/fstab
mkdir -p /elsewhere
mount --bind /elsewhere /var/lib
echo '/elsewhere /var/lib none bind,x-systemd.after=swap.target 0 0' >>/etc/fstab
tell_address
witness_start 50 mixed
hibernate_cycle
GUEST
hibernated
boot without-loader <<'GUEST'
systemctl start hibernate-announce.service
grep -q '^/swapfile ' /proc/swaps || die 'the swap file is not active'
journalctl -b -o cat -t hibernate | sed 's/^/journal /' >/dev/ttyS1
journalctl -b -o cat | grep -i 'suspend data' && die 'swapon came first'
journalctl -b -o cat | grep -i 'ordering cycle' && die 'units wait for each other'
hibernate last --json | sed 's/^/last /' >/dev/ttyS1
GUEST
why='the system was booted without the loader having taken the image'
expect "journal .*the last hibernation: failed: $why" "last \{\"outcome\":\"failed\",\"reason\":\"$why\",.*" 'end 0'
