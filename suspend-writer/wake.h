/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_WAKE_H
#define WRITER_WAKE_H

#include <time.h>

/*
 * When "+8h", "+1h30m" or "07:30" is, seen from now: the latter in local time, and tomorrow if
 * that is past today. -EINVAL if it is neither, -ERANGE if it is less than a minute or more than
 * a year away.
 */
time_t wake_time(const char *text, time_t now);

/* Have the clock wake the machine then. 0, or -1 after saying why it cannot. */
int wake_set(time_t when);

/* Take that back; nothing if it was not set. */
void wake_clear(void);

#endif
