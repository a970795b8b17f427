# Tests a disk with a mounted filesystem that is missing at resume: waited for in bounds, then refused.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../stale-lib.sh"
save_with_other ext4 mkfs.ext4 -qq -F
extra_disks=()
before_loader=
address="$address hibernate.device_timeout=3"
boots_fresh missing 1
loader_says 'the filesystem at /run/other is on a device that is not there'
