# Tests an image that other kernels are booted with: restored, and again; or refused where that kernel cannot, and booted.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"

# Images of 6.6 and later leave out pages of zeros.
case $KERNEL in
6.1) restoring='6.12 7.x' refusing= ;;
6.12) restoring='7.x 6.12' refusing=6.1 ;;
7.x) restoring='6.12 7.x' refusing=6.1 ;;
esac

power_on_with() {
    kernel=$("$top/tools/fetch-kernel" "$1")
}

refused() {
    cp --sparse=always "$disk" "$disk.saved"
    boots_fresh refused 1
    reason="kernel $(cat "$kernel/release") cannot restore an image of kernel $1"
    loader_says "cannot resume: ${reason//+/\\+}"
    last_is refused "${reason//+/\\+}"
    mv "$disk.saved" "$disk"
}

new_disk
boot save1 <<'GUEST'
make_swapfile /swapfile 512
witness_start 60 mixed
hibernate_cycle
hibernate_cycle
GUEST
address=$(image_address save1)
swap_offset=${address##*resume_offset=}
saved=$(cat "$kernel/release")
hibernated
if [ -n "$refusing" ]; then
    power_on_with "$refusing"
    refused "$saved"
    boot_name=save1
fi
number=1
for other in $restoring; do
    hibernated
    console_clean
    power_on_with "$other"
    number=$((number + 1))
    resume "save$number"
done
console_clean
expect 'end 0'
fsck_clean
