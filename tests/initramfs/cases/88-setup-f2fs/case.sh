# Tests hibernate setup on f2fs: it makes a pinned file, which the next boot resumes from.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
setup=yes
. "${BASH_SOURCE%/*}/../96-storage-f2fs/case.sh"
