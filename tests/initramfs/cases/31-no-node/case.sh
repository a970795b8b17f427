# Tests a system without /dev/snapshot: a clear reason, nothing changed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
boot no-node <<'GUEST'
make_swapfile /swapfile 512
rm /dev/snapshot
unchanged hibernate
GUEST
expect 'status [1-9].*' 'output hibernate: .*/dev/snapshot.*' "unchanged $restored no-mark" 'end 0'
