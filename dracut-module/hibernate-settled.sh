#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Count the seconds that the queue has waited for the device. A round counts as one at most, for a
# passphrase prompt holds the queue up; systemd's prompts show as a question instead, and the time begins
# anew after it.

for hibernate_question in /run/systemd/ask-password/ask.*; do
    [ -e "$hibernate_question" ] && hibernate_waited=0 && return 0
done
read -r hibernate_now _ < /proc/uptime
hibernate_now=${hibernate_now%%.*}
if [ "$hibernate_now" != "${hibernate_last-}" ]; then
    hibernate_last=$hibernate_now
    hibernate_waited=$((${hibernate_waited:-0} + 1))
fi
if [ "$hibernate_waited" -gt "${hibernate_timeout:-30}" ]; then
    # shellcheck disable=SC1091 # part of the initramfs
    . /lib/dracut/hibernate-give-up.sh
fi
