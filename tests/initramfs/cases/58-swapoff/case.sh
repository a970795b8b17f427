# Tests swapoff of the area before a save, and between its choice and the freeze: an error that names the area.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
new_extra_disk other.img 512M
mkswap_on_host "$LOGS/other.img"
before_loader='wait_for_disk disk1'
timeout=150
boot swapoff <<'GUEST'
make_swapfile /swapfile 512
other=$(readlink /dev/disk/by-id/disk1)
witness_start 60 mixed
swapoff /swapfile
unchanged hibernate
swapon /swapfile
# It speaks of an older loader before it opens the device, with which newer kernels hold the area.
echo holds-older >/run/resume-loader
hold hibernate
swapoff /swapfile
unchanged let_go
swapon /swapfile
# The other area gets the number by which the kernel knows this one. Newer kernels do not let it go.
hold hibernate --dry-run
swapoff /swapfile && swapon "$other" || say "swapoff refused"
unchanged let_go
GUEST
lost='output hibernate: the kernel does not find the swap area /swapfile at page .*'
expect 'output hibernate: no swap area on a disk is active.*' "unchanged $restored no-mark" 'end 0'
said=$(tr -d '\r' <"$LOGS/swapoff.result")
if grep -q '^swapoff refused' <<<"$said"; then
    [ "$(grep -cxE "$lost" <<<"$said")" = 1 ] && expect 'status 0'
else
    [ "$(grep -cxE "$lost" <<<"$said")" = 2 ] && [ "$(grep -cx 'status 1' <<<"$said")" = 3 ]
fi || fail "$said"
console_clean
fsck_clean
