# Tests memory of which more than the kernel can copy is in use: what is too much is swapped out before the freeze.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
cycle <<'GUEST'
mkdir -p /sys/fs/cgroup
mount -t cgroup2 none /sys/fs/cgroup
make_swapfile /swapfile 512
witness_start 320 mixed
# Pages reclaimed in all, and those by the kernel for itself, in which what memory.reclaim takes does not count.
reclaimed() {
    awk '/^pgsteal_(anon|file) / { all += $2 } /^pgsteal_(direct|kswapd) / { own += $2 } END { print all, own }' /proc/vmstat
}
before=$(reclaimed)
hibernate --dry-run
say "reclaimed $before $(reclaimed)"
hibernate_cycle
GUEST
boot_name=save1
read -r all own all_after own_after < <(tr -d '\r' <"$LOGS/save1.result" | sed -n 's/^reclaimed //p')
[ $((all_after - all)) -gt 5000 ] || fail "$((all_after - all)) pages were reclaimed: nothing was tested"
[ $((own_after - own)) -lt $(((all_after - all) / 4)) ] ||
    fail "of $((all_after - all)) pages the kernel reclaimed $((own_after - own)) itself"
