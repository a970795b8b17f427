# Tests a loader of which a process is killed at a step: the machine boots, and no mark stands.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"

# killed NAME FAULT TEXT: TEXT is what the loader says. The fault strikes its first run.
killed() {
    new_saved_disk
    before_loader="export FAULT='$2'; mv /usr/sbin/resume-loader-faults /usr/sbin/loader"'
printf "%s\n" "#!/bin/sh" "[ \"\$1\" != --give-up ] || unset FAULT" "exec loader \"\$@\"" >/usr/sbin/resume-loader'
    boots_fresh "$1" 1
    loader_says "$3"
}

# The parent: the child that loads must not outlive it.
killed counting 'mark 1 after 9' 'the loader was killed'
killed parent-loading 'load 2 after parent' 'the loader was killed'
# The child: its parent settles what becomes of the image.
killed loading 'load 2 after 9' 'the loading process died'
killed frozen 'freeze 1 after 11' 'the loading process died'
killed unmarked 'restore 1 before 9' 'the image is used up'
