/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_CLOCK_ALARM_H
#define KERNEL_CLOCK_ALARM_H

/*
 * Have the battery-backed clock wake the machine so many seconds from now. The clock may run in
 * local time: its own time counts. The alarm is read back; -EIO if it is not there. -ENODEV if
 * the clock cannot wake the machine, else 0 or -errno, such as -EBUSY while another program has
 * the clock open.
 */
int clock_alarm_set(unsigned int seconds);

/* Take the alarm back. 0 or -errno. */
int clock_alarm_clear(void);

#endif
