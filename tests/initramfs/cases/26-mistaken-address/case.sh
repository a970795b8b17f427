# Tests addresses that cannot be right: told by parameter, value and source, at once where there is nothing to wait for.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk

# One boot for all: another text lies over the kernel's command line each time.
before_loader='wait_for_disk disk0
touch /run/cmdline
mount --bind /run/cmdline /proc/cmdline
try() {
    echo "$2" >/run/cmdline
    echo "$3" >/etc/hibernate.conf
    start=$(cut -d. -f1 /proc/uptime)
    hibernate-load $4
    echo "try $1 status $? seconds $(($(cut -d. -f1 /proc/uptime) - start))" >/dev/ttyS1
}
try nothing "root=/dev/sda1"
try missing "resume=/dev/nope resume_offset=12 hibernate.device_timeout=2"
try missing-in-file "" "resume = UUID=12-34
device_timeout = 2"
try no-swap "resume=/dev/disk/by-id/disk0"
try no-swap-in-file "" "resume = /dev/disk/by-id/disk0
resume_offset = 3"
try outside "resume=/dev/disk/by-id/disk0 resume_offset=99999999999"
try no-number "resume=/dev/disk/by-id/disk0 resume_offset=0x10"
try no-number-in-file "" "resume = /dev/disk/by-id/disk0
resume_offset = 3q"
try spelling "resume=uuid=12-34"
try spelling-in-file "" "resume = /swapfile"
try no-device "resume_offset=7"
try hook "" "" "--wait 1 /dev/nope 5"
umount /proc/cmdline'
boot mistaken <<<'say booted'
expect 'try nothing status 0 seconds [0-4]' 'try missing status 1 seconds [2-6]' 'try missing-in-file status 1 seconds [2-6]' \
    'try no-swap status 1 seconds [0-4]' 'try no-swap-in-file status 1 seconds [0-4]' 'try outside status 1 seconds [0-4]' \
    'try no-number status 1 seconds [0-4]' 'try no-number-in-file status 1 seconds [0-4]' \
    'try spelling status 1 seconds [0-4]' 'try spelling-in-file status 1 seconds [0-4]' \
    'try no-device status 0 seconds [0-4]' 'try hook status 1 seconds [1-5]' booted 'end 0'
tr -d '\r' <"$LOGS/mistaken.console" | sed -n 's/.*resume-loader: //p' >"$LOGS/said"
diff - "$LOGS/said" >&2 <<'SAID' || fail 'the messages differ'
kernel command line: resume=/dev/nope resume_offset=12: the device is not there after 2 seconds
/etc/hibernate.conf: resume=UUID=12-34 resume_offset=0: the device is not there after 2 seconds
kernel command line: resume=/dev/disk/by-id/disk0 resume_offset=0: there is no swap header at page 0 of /dev/disk/by-id/disk0
/etc/hibernate.conf: resume=/dev/disk/by-id/disk0 resume_offset=3: there is no swap header at page 3 of /dev/disk/by-id/disk0
kernel command line: resume=/dev/disk/by-id/disk0 resume_offset=99999999999: no image can be looked for: the resume offset lies outside the device
kernel command line: resume_offset=0x10 is no number of pages
/etc/hibernate.conf line 2: bad setting 'resume_offset = 3q'
kernel command line: resume=uuid=12-34 is neither a path below /dev nor UUID=, LABEL=, PARTUUID= or PARTLABEL=
/etc/hibernate.conf line 1: bad setting 'resume = /swapfile'
kernel command line: resume_offset= without resume=
initramfs: resume=/dev/nope resume_offset=5: the device is not there after 1 seconds
SAID
console_clean
