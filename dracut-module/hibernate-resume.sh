#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The queue has waited for the device already, but not for those of all filesystems. The boot goes on
# whatever comes of this.

# shellcheck disable=SC2154,SC2086 # set by parse-hibernate.sh; an empty one is no argument
/usr/lib/resume-loader/hibernate-load ${hibernate_given_up:+--wait 0} $hibernate_device $hibernate_offset
unset hibernate_device hibernate_offset hibernate_timeout hibernate_given_up hibernate_waited \
    hibernate_last hibernate_now hibernate_question
