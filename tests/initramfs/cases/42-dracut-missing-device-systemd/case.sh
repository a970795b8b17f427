# Tests that a resume device which never comes costs its time limit and no more, and then the system boots.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
: "${limit:=8}" "${room:=75}" "${named:=UUID=00000000-0000-4000-8000-000000000000}"
new_disk
append="resume=$named resume_offset=1 hibernate.device_timeout=$((limit ? limit : 90))" \
    boot missing <<'GUEST'
say booted-fresh
say "mounted $(dmesg | sed -n 's/^\[ *\([0-9]*\).*EXT4-fs (nvme0n1): mounted.*/\1/p' | head -n 1)"
GUEST
expect booted-fresh 'end 0'
console_has 'resume-loader: .*00000000-0000-4000-8000-000000000000'
# Emulated machines need some seconds to come to that point, busy ones 45; dracut's own limits lie at 120 and 180,
# and 90 is what a mistaken address must not cost.
mounted=$(tr -d '\r' <"$LOGS/missing.result" | sed -n 's/^mounted //p')
[ "$mounted" -ge "$limit" ] || fail "root was mounted after $mounted s, before the limit of $limit s"
[ "$mounted" -le $((limit + room)) ] || fail "root was mounted after $mounted s, the limit being $limit s"
fsck_clean
