# Tests that a loader whose worker is killed ends with an error, and the boot goes on.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034
. "${BASH_SOURCE%/*}/../../lib.sh"
new_saved_disk
drive_options=throttling.bps-total=8000000
before_loader='kill_worker() {
    until [ "$(pidof resume-loader | wc -w)" -gt 1 ]; do
        sleep 0.05
    done
    sleep 1
    kill -9 "$(pidof resume-loader | xargs -n1 | sort -n | tail -n 1)" && echo "initramfs: killed a worker"
}
kill_worker &'
boots_fresh killed 1
console_has 'initramfs: killed a worker'
loader_says 'worker'
