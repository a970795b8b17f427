# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash
# A session that writes files when it is frozen, and goes on with it.
swap_disk=/dev/disk/by-id/disk1
if [ -e $swap_disk ]; then
    use_partition "$(readlink $swap_disk)"
else
    make_swapfile /swapfile 128
fi
witness_start 4 mixed
write_files &
writer=$!
hibernate_cycle
say_last
sleep 4
touch /run/stop
wait "$writer"
check_files "$(cat /run/last-file)"
