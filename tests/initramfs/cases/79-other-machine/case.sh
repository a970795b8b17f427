# Tests an image of another machine, and of one with another size of memory: refused, booted.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
machine_options=(-uuid 11111111-2222-3333-4444-555555555555)
boot save1 <<'GUEST'
make_swapfile /swapfile 256
witness_start 20 mixed
hibernate_cycle
GUEST
hibernated
address=$(image_address save1)
swap_offset=${address##*resume_offset=}
cp --sparse=always "$disk" "$disk.saved"
machine_options=(-uuid 11111111-2222-3333-4444-666666666666)
boots_fresh other-machine 1
loader_says 'the image was made on another machine'
cp --sparse=always "$disk.saved" "$disk"
machine_options=(-uuid 11111111-2222-3333-4444-555555555555)
memory=768 boots_fresh other-memory 1
loader_says 'the kernel refuses the image: this machine'
cp --sparse=always "$disk.saved" "$disk"
resume same
expect 'end 0'
