# Tests an ordinary user: a clear reason, nothing changed.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
boot not-root <<'GUEST'
make_swapfile /swapfile 512
unchanged su nobody -c hibernate
GUEST
expect 'status [1-9].*' 'output hibernate: .*root.*' "unchanged $restored no-mark" 'end 0'
