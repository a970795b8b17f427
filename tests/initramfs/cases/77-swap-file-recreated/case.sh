# Tests a swap file that was made anew elsewhere while its old image still lies on the disk: refused.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_saved_disk
boot elsewhere <<'GUEST'
mv /swapfile /swapfile.old
fallocate -l 64M /swapfile
mkswap /swapfile >/dev/null
rm /swapfile.old
GUEST
expect 'loader-exit 0' 'end 0'
append=$address boot stale <<<'swapon /swapfile; say swap-is-on'
expect 'loader-exit 1' swap-is-on 'end 0'
loader_says 'the filesystem at / was changed since the image was made'
[ "$(swap_signature)" = SWAPSPACE2 ] || fail "the old place still says $(swap_signature)"
console_clean
fsck_clean
