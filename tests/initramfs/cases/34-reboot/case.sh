# Tests --mode reboot: the machine restarts instead of going off.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
cycle <<'GUEST'
make_swapfile /swapfile 512
witness_start 60 mixed
hibernate_cycle --mode reboot
GUEST
switched_off_by 'reboot: Restarting system' 'reboot: Power down'
