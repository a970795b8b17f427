# Tests --mode platform: the firmware is told of the sleep and of the resume.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
cycle <<'GUEST'
make_swapfile /swapfile 512
witness_start 60 mixed
hibernate_cycle --mode platform
GUEST
# A plain power-off would say so, and sleep state S5.
switched_off_by 'sleep state S4' 'reboot: Power down'
