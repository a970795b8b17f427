# Tests that the booted system knows of a save that was cut short by a loss of power.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"

# lost_at TEXT FAULT: the power goes when hibernate has said TEXT.
lost_at() {
    new_disk
    drive_options=throttling.bps-write=3000000
    stop_at=$1 boot save1 < <(echo "export FAULT='$2'" && cat <<'GUEST'
make_swapfile /swapfile 256
witness_start 60 mixed
hibernate='env LD_PRELOAD=/usr/lib/faults.so hibernate'
hibernate_cycle
GUEST
)
    drive_options=
    append=$(image_address save1) boot lost <<<'hibernate settle; say "last $(hibernate last --json)"; swapon /swapfile'
    expect 'loader-exit 0' 'last {"outcome":"lost","reason":"the machine went off before the image was complete",.*' 'end 0'
    fsck_clean
}

# Nothing has synced the filesystem yet.
lost_at 'hibernate: saving to' 'freeze 1 before sleep'
lost_at 'hibernate: saving .* [1-9][0-9]*%' ''
