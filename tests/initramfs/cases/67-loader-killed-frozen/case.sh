# Tests a loader that is killed while it is frozen: its child goes on and restores the image.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
boot save1 <<'GUEST'
make_swapfile /swapfile 256
witness_start 30 mixed
hibernate_cycle
GUEST
hibernated
before_loader="mv /usr/sbin/resume-loader-faults /usr/sbin/resume-loader; export FAULT='freeze 1 after parent'"
resume next
expect 'end 0'
fsck_clean
