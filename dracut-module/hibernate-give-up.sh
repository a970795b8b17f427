#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Stop waiting for the device: after our own limit, or when dracut's (rd.retry) comes first, which would
# end in its emergency shell.

# shellcheck disable=SC2034 # for hibernate-resume.sh
hibernate_given_up=1
# shellcheck disable=SC2154 # dracut's
rm -f -- "$hookdir"/initqueue/finished/50-hibernate-*.sh "$hookdir"/initqueue/settled/50-hibernate-*.sh
# dracut's own resume module waits for the same device, and longer.
if [ -z "$DRACUT_SYSTEMD" ]; then
    cancel_wait_for_dev /dev/resume
    rm -f -- "$hookdir"/initqueue/settled/resume.sh "$hookdir"/initqueue/timeout/resume.sh
fi
