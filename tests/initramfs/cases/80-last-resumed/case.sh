# Tests that hibernate last tells of a resume, with the figures of both directions, of a save under way and of aborts.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
cycle <<'GUEST'
make_swapfile /swapfile 256
witness_start 20 mixed
hibernate last && die 'nothing has happened yet'
[ "$(hibernate last --json)" = '{"outcome":null}' ] || die 'and JSON says so'
hibernate_cycle
hibernate last || die "last: exit status $?"
say "last $(hibernate last --json)"
hibernate --dry-run
hibernate last --json | grep '"outcome":"resumed"' >/dev/null || die 'a dry run is no hibernation'
hibernate --mode platform --swap /nonexistent && die 'no such area'
hibernate last --json | grep '"outcome":"aborted","reason":"/nonexistent' >/dev/null || die 'it was asked for'
FAULT='freeze 1 before sleep,snapshot 1 before fail' LD_PRELOAD=/usr/lib/faults.so hibernate &
sleep 2
hibernate last --json | grep '"outcome":"saving","reason":""' >/dev/null || die 'it is under way'
! wait $! || die 'the snapshot failed'
hibernate last --json | grep '"outcome":"aborted","reason":"taking the snapshot' >/dev/null || die 'it has ended'
GUEST
boot_name=save2
json=$(cat "$LOGS"/save?.result | tr -d '\r' | sed -n 's/^last //p')
python3 - "$json" <<'PYTHON'
import json, sys
last = json.loads(sys.argv[1])
assert last["outcome"] == "resumed" and last["reason"] == "" and last["swap"] == "/swapfile", last
assert 1 << 20 < last["stored_bytes"] < last["image_bytes"] < 512 << 20, last
assert last["begun"].startswith("20") and last["ended"] >= last["begun"], last
for step in ("freeze_ms", "snapshot_ms", "write_ms"):
    assert 0 < last["save"][step] < 90000, last
for step in ("boot_ms", "check_ms", "load_ms"):
    assert 0 < last["resume"][step] < 90000, last
PYTHON
