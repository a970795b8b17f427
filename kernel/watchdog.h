/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_WATCHDOG_H
#define KERNEL_WATCHDOG_H

#define WATCHDOG_DIRECTORY "/sys/class/watchdog"

/*
 * Seconds until the first of the watchdogs that a process has started resets the machine if
 * nobody feeds it any more; 0 if there is none. A driver that does not tell what is left may
 * have been fed just now, or half its time ago.
 */
unsigned int watchdog_seconds_left(const char *directory);

#endif
