# Tests a disk with a mounted filesystem at resume: late: waited for; missing or not readable: bounded, no load.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../stale-lib.sh"
save_with_other ext4 mkfs.ext4 -qq -F

# Also by a loader that a hook has let wait for no device of its own.
before_loader='wait_for_disk disk1
for controller in /sys/class/nvme/nvme*; do
    ! grep -q disk1 "$controller/serial" || echo 1 >"$controller/device/remove"
done
[ -e "$(readlink /dev/disk/by-id/disk1)" ] || echo disk-away >/dev/ttyS1
(sleep 4; echo 1 >/sys/bus/pci/rescan) &
mv /usr/sbin/resume-loader /usr/sbin/loader
printf "%s\n" "#!/bin/sh" "exec loader --wait 0 \"\$@\"" >/usr/sbin/resume-loader
chmod +x /usr/sbin/resume-loader'
resume late
expect disk-away 'end 0'
fsck_clean

saved_disks
before_loader='wait_for_disk disk1'
append=nvme_core.max_retries=0
disk_fails "$LOGS/other.img" event=none iotype=read sector=2
boots_fresh unreadable 1
loader_says 'the filesystem at /run/other cannot be read'
last_is failed 'the filesystem at /run/other cannot be read'

saved_disks
extra_disks=()
before_loader=
append=hibernate.device_timeout=3
boots_fresh missing 1
loader_says 'the filesystem at /run/other is on a device that is not there'
last_is failed 'the filesystem at /run/other is on a device that is not there'
