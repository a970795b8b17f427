# Tests that nothing is restored under a mounted filesystem.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_saved_disk
before_loader='wait_for_disk disk0
mount -t ext4 -o ro /dev/nvme0n1 /root'
append="$address"
boot mounted <<<'say booted'
expect 'loader-exit 1' booted 'end 0'
loader_says 'mounted'
console_clean
