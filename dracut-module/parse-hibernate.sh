#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Leave for the other hooks and the unit what resume-loader cannot see by itself.

# shellcheck disable=SC1091 # part of the initramfs
command -v getarg > /dev/null || . /lib/dracut-lib.sh

# resume= in cmdline.d may be dracut's guess from a swap partition: it counts last.
/usr/sbin/resume-loader --find > /dev/null 2>&1
hibernate_found=$?
if [ $hibernate_found -eq 2 ]; then
    hibernate_device=$(getarg resume=)
    hibernate_offset=$(getarg resume_offset=)
fi
hibernate_timeout=$(getarg hibernate.device_timeout=)
if [ -z "$hibernate_timeout" ] && [ -e /etc/hibernate.conf ]; then
    hibernate_timeout=$(sed -n 's/^[[:space:]]*device_timeout[[:space:]]*=[[:space:]]*\([0-9]*\)[[:space:]]*$/\1/p' \
        /etc/hibernate.conf | sed '$!d')
fi
case $hibernate_timeout in
    '' | *[!0-9]*) hibernate_timeout=30 ;;
esac
# Nobody waits for a name that cannot be right: dracut's own resume module would.
[ $hibernate_found -ne 3 ] || hibernate_timeout=0
unset hibernate_found
export hibernate_device hibernate_offset hibernate_timeout

# An EnvironmentFile= of the unit.
if [ -n "$DRACUT_SYSTEMD" ]; then
    printf "hibernate_%s='%s'\n" device "$hibernate_device" offset "$hibernate_offset" \
        > /run/initramfs/hibernate
fi
