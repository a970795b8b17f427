# Tests the loader as the first process: it resumes before the initramfs's own init, or leaves everything to that.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../stale-lib.sh"
. "${BASH_SOURCE%/*}/../../early-lib.sh"

save_with_other ext4 mkfs.ext4 -qq -F
boot_name=save1
first_word_of initramfs
before_loader=

# The real init is not heard at all; what is mounted nowhere does not matter.
resume early
first_word_of resume-loader
console_lacks 'initramfs: '
expect 'end 0'
fsck_clean

# A disk that answers slowly: after 5 s the real init goes on, which resumes.
saved_disks
disk_options[1]=throttling.bps-read=768,throttling.bps-read-max=4096
resume slow
first_word_of initramfs
expect 'end 0'
disk_options=()

# Refused, or missing: left to the real init, which says so.
saved_disks
elsewhere written rw 'echo elsewhere >/mnt/new; sync'
before_loader=
refused_as_stale stale /run/other
first_word_of initramfs

saved_disks
kept=("${extra_disks[@]}")
extra_disks=()
append=hibernate.device_timeout=1
boots_fresh missing 1
loader_says 'the filesystem at /run/other is on a device that is not there'
first_word_of initramfs
append=
extra_disks=("${kept[@]}")

saved_disks
append=noresume
boots_fresh noresume 1
first_word_of initramfs
append=

# What fails on the way is settled as ever, and then the real init boots.
saved_disks
flip $(($(first_data_at) + 1000))
boots_fresh damaged 0
first_word_of resume-loader
loader_says 'chunk'
loader_says 'the image is discarded'

# A copy of the disk: which of them is meant, only the real init can know.
append=
extra_disks=()
new_disk
new_extra_disk copy.img 1M
boot save1 <<'GUEST'
make_swapfile /swapfile 256
hibernate_cycle
GUEST
hibernated
cp --sparse=always "$disk" "$LOGS/copy.img"
resume copied
first_word_of initramfs
expect 'end 0'
