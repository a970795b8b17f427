# Tests a kernel that was told not to hibernate: a clear reason, nothing changed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
append=nohibernate
boot nohibernate <<'GUEST'
make_swapfile /swapfile 512
unchanged hibernate
GUEST
expect 'status [1-9].*' 'output hibernate: .*nohibernate.*' "unchanged $restored no-mark" 'end 0'
