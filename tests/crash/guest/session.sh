# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=dash
# A session that writes files when it is frozen, and goes on with it.
make_swapfile /swapfile 128
witness_start 4 mixed
write_files &
writer=$!
hibernate_cycle
sleep 4
touch /run/stop
wait "$writer"
check_files "$(cat /run/last-file)"
