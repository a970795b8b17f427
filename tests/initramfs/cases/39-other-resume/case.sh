# Tests a configuration that names another place than the area: refused before the freeze, with what it should say.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
boot other <<'GUEST'
make_swapfile /swapfile 512
offset=$(hibernate show | sed -n 's/.*resume_offset=//p')
for place in "259:0 $offset" "UUID=\"1234-5678\" $offset" "/dev/nvme0n1 1" "/dev/nope $offset"; do
    printf 'resume = %s\nresume_offset = %s\n' "${place% *}" "${place##* }" >/etc/hibernate.conf
    unchanged hibernate
done
GUEST
expect 'status 1' 'output hibernate: .*would not find.* /swapfile needs resume=.*'
[ "$(grep -c '^output hibernate: .*would not find' "$LOGS/other.result")" = 4 ] || fail "not refused four times"
[ "$(grep -cE "^unchanged $restored no-mark" "$LOGS/other.result")" = 4 ] || fail "changed by a refusal"
expect 'end 0'
fsck_clean
