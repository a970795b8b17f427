# Tests hibernate setup on btrfs: it makes a file without copy-on-write, which the next boot resumes from.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
setup=yes
. "${BASH_SOURCE%/*}/../91-storage-btrfs/case.sh"
