/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_WAKEUP_H
#define KERNEL_WAKEUP_H

/*
 * The kernel counts events that wake the machine or keep it awake: keys of some keyboards,
 * alarms of the clock, packets of the network where so configured.
 */

/* A descriptor of the count, or -errno. */
int wakeup_open(void);

/*
 * Waits while an event is being handled. 0 or -errno; -EINTR if a signal came.
 */
int wakeup_get_count(int fd, unsigned int *count);

/*
 * 0 if there was no event since the count was got and none is being handled; from then on
 * an event ends a freeze, a snapshot and a power-off by the firmware. -EINVAL if there was.
 */
int wakeup_check(int fd, unsigned int count);

/* An event ends nothing any more. */
void wakeup_ignore(int fd, unsigned int count);

#endif
