# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash disable=SC2154
# The system that is booted when there is nothing to resume; $last: what it must find.
say booted-fresh
check_files "$last"
area=/swapfile
[ ! -e /dev/disk/by-id/disk1 ] || area=$(readlink /dev/disk/by-id/disk1)
swapon "$area"
grep -q "^$area " /proc/swaps
say swap-usable
say_last
