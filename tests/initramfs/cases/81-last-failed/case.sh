# Tests that the booted system knows why an image could not be loaded, and what the attempt took.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_saved_disk
flip $(($(first_data_at) + 1000))
append=$address boot refused <<'GUEST'
hibernate settle
hibernate last && die 'that was no resume'
[ $? = 4 ] || die 'exit status of last'
say "last $(hibernate last --json)"
GUEST
expect 'loader-exit 1' 'last {"outcome":"failed","reason":"a chunk is damaged",.*' 'end 0'
console_has 'hibernate: the last hibernation: failed: a chunk is damaged'
append=$address boot again <<<'hibernate settle; say "last $(hibernate last --json)"'
expect 'loader-exit 0' 'last {"outcome":"failed","reason":"a chunk is damaged",.*' 'end 0'
console_lacks 'the last hibernation'
json=$(tr -d '\r' <"$LOGS/again.result" | sed -n 's/^last //p')
python3 - "$json" <<'PYTHON'
import json, sys
resume = json.loads(sys.argv[1])["resume"]
assert 0 < resume["check_ms"] < 90000 and 0 < resume["load_ms"] < 90000, resume
PYTHON
