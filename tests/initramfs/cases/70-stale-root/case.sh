# Tests a root filesystem that another boot has used before the resume: refused by its name.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
. "${BASH_SOURCE%/*}/../../stale-lib.sh"
new_saved_disk
boot elsewhere <<<'echo elsewhere >/new'
expect 'loader-exit 0' 'end 0'
refused_as_stale stale /
