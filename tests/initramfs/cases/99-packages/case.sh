# Tests the Debian packages with the release's own tools: installing, upgrading and removing them makes the initramfs anew, with and without us. Boots nothing.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
. "${BASH_SOURCE%/*}/../../debian-lib.sh"
# shellcheck disable=SC2154 # debian-lib.sh's
"$top/tests/packages" "$release" >"$LOGS/packages" || fail "$(grep -A20 '^not ok' "$LOGS/packages")"
grep -E '^[1-9][0-9]* passed, 0 failed$' "$LOGS/packages" >/dev/null || fail 'no check was made'
