# Tests an image that comes back after it was used: a swap disk that was put back is refused.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../stale-lib.sh"
new_disk
new_extra_disk swap.img 256M
before_loader='wait_for_disk disk1'
boot save1 <<'GUEST'
use_partition /dev/disk/by-id/disk1
witness_start 20 mixed
hibernate_cycle
GUEST
hibernated
cp --sparse=always "$LOGS/swap.img" "$LOGS/swap.img.saved"
resume first
cp --sparse=always "$LOGS/swap.img.saved" "$LOGS/swap.img"
append=$(image_address save1) boot second <<<'image_is_gone "$(readlink -f /dev/disk/by-id/disk1)"'
expect 'loader-exit 1' image-gone 'end 0'
loader_says 'the filesystem at / was changed since the image was made'
console_clean
fsck_clean
