# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# For tests/initramfs/run: whether a case failed by the emulator's fault. On a busy host QEMU fails an assertion of its
# own now and then, or stops the timer of a processor, or a kernel does not come to its first process.

newest_console() {
    find "$1" -name '*.console' -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d' ' -f2
}

never_came_to_init() {
    ! grep -qa 'Run /init as init process' "$1"
}

# stood_still LOGS CONSOLE: the kernel tells of a timer that did not fire, and that boot was not frozen, to be saved or
# to be restored: then it may be ours.
stood_still() {
    grep -q 'no end within' "$1/why" && grep -qa "rcu: .* kthread timer wakeup didn't happen for" "$2" &&
        ! grep -qaE 'Freezing user space|Suspending console' "$2"
}

# emulator_failed LOGS
emulator_failed() {
    local last
    last=$(newest_console "$1")
    grep -qs iotlb_to_section "$1"/*.qemu ||
        { [ -n "$last" ] && { never_came_to_init "$last" || stood_still "$1" "$last"; }; }
}
