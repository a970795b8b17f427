# Tests that the harness reports a boot which was not resumed, and a dirty disk, as failures.
. "${BASH_SOURCE%/*}/../../lib.sh"
new_disk
boot save <<'GUEST'
hibernate=kernel_hibernate
make_swapfile /swapfile 512
witness_start 60 mixed
hibernate_cycle
GUEST
hibernated
! (fsck_clean) || fail "a disk in use passed for clean"
! (append=noresume resume fresh) || fail "a fresh boot passed for a resumed one"
boot_name=fresh
expect booted-fresh 'end 0'
