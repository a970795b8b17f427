# Tests sectors that cannot be read at resume: the image is discarded, and the boot goes on and says why.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
append=nvme_core.max_retries=0

# bad_sector BYTE: a new copy of the image, and no reading of the sector there.
bad_sector() {
    rm -f "$disk.errors"
    disk_fails "$disk" event=none iotype=read sector=$(($1 / 512))
}

new_saved_disk
bad_sector "$(list_at)"
boots_fresh list 1
loader_says "cannot resume: reading the image's description: I/O error"

new_saved_disk
bad_sector $(($(first_data_at) + 524288))
boots_fresh data 1
loader_says 'cannot resume: reading the image: I/O error'

# Not even the mark can be looked for, nor the area be used as swap.
new_saved_disk
bad_sector "$(mark_at)"
append="$append $address" boot swap-header <<<'swapon /swapfile || say no-swap'
expect 'loader-exit 1' no-swap 'end 0'
loader_says 'no image can be looked for: reading the swap header: I/O error'
console_clean
