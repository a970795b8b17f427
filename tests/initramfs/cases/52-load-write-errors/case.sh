# Tests a disk that does not take the writes of a resume: no restore, and beside a mark that stays no boot.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
append=nvme_core.max_retries=0

# new_image FLUSHES: the loader flushes after counting the attempt and after removing the mark.
new_image() {
    new_saved_disk
    rm -f "$disk.errors"
    count_flushes "$disk" "$1"
}

halts_with_mark() {
    append="$append $address" stop_at='System halted' boot "$1" <<<'say booted'
    loader_says "the image's mark cannot be removed: I/O error; halting"
    console_lacks 'EXT4-fs'
    [ "$(swap_signature)" = ULSUSPEND ] || fail "$1: the mark is gone"
}

new_image 1
disk_fails "$disk" event=none iotype=write sector=$(($(mark_at) / 512))
halts_with_mark attempt
loader_says 'cannot resume: counting the attempt on the disk: I/O error'

new_image 2
disk_fails "$disk" event=flush_to_disk iotype=flush state=2 once=on
boots_fresh unmark-flush 1
loader_says 'cannot resume: removing the mark: I/O error'
loader_says 'the image is used up'

new_image 2
disk_fails "$disk" event=pwritev iotype=write sector=$(($(mark_at) / 512)) state=2
halts_with_mark unmark
loader_says 'cannot resume: removing the mark: I/O error'
