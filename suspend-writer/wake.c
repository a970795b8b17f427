// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/wake.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/clock-alarm.h"
#include "suspend-writer/log.h"

#define SECONDS_MIN 60
#define SECONDS_MAX (366L * 86400)

static int is_set;

/* Numbers with units; 0 for anything else, or if it is too much. */
static long parse_duration(const char *text)
{
	static const struct {
		char unit;
		long seconds;
	} units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
	long sum = 0;

	while (*text) {
		char *unit;
		long number = isdigit((unsigned char)*text) ? strtol(text, &unit, 10) : -1;
		size_t i = 0;

		if (number < 0 || number > SECONDS_MAX)
			return 0;
		while (i < sizeof(units) / sizeof(units[0]) && units[i].unit != *unit)
			i++;
		if (i == sizeof(units) / sizeof(units[0]))
			return 0;
		sum += number * units[i].seconds;
		text = unit + 1;
	}
	return sum;
}

/* 0 for H:MM or HH:MM. */
static int split_clock(const char *text, int *hour, int *minute)
{
	static const char digits[] = "0123456789";
	size_t length = strspn(text, digits);

	if (length < 1 || length > 2 || text[length] != ':' ||
	    strspn(text + length + 1, digits) != 2 || text[length + 3])
		return -1;
	*hour = atoi(text);
	*minute = atoi(text + length + 1);
	return *hour < 24 && *minute < 60 ? 0 : -1;
}

/* mktime() decides whether it is summer then; a time that the clocks skip is an hour off. */
static time_t parse_clock(const char *text, time_t now)
{
	struct tm parts;
	int hour, minute;
	time_t when;

	if (split_clock(text, &hour, &minute) || !localtime_r(&now, &parts))
		return -1;
	for (int day = 0; day < 2; day++) {
		struct tm then = { .tm_year = parts.tm_year, .tm_mon = parts.tm_mon,
				   .tm_mday = parts.tm_mday + day, .tm_hour = hour,
				   .tm_min = minute, .tm_isdst = -1 };

		when = mktime(&then);
		if (when > now)
			return when;
	}
	return -1;
}

time_t wake_time(const char *text, time_t now)
{
	long duration = *text == '+' ? parse_duration(text + 1) : 0;
	time_t when = duration > 0 ? now + duration : parse_clock(text, now);

	if (when < 0)
		return -EINVAL;
	return when < now + SECONDS_MIN || when > now + SECONDS_MAX ? -ERANGE : when;
}

int wake_set(time_t when)
{
	time_t now = time(NULL);
	char text[64];
	struct tm parts;
	int r = when > now ? clock_alarm_set((unsigned int)(when - now)) : -ETIME;

	if (r == -ENODEV) {
		log_error("no clock can wake this machine: /sys/class/rtc/rtc0 has no wakealarm");
		return -1;
	}
	if (r < 0)
		return log_failure("setting the clock's alarm", r);
	is_set = 1;
	strftime(text, sizeof(text), "%F %T %Z", localtime_r(&when, &parts));
	log_note("the clock wakes the machine at %s", text);
	return 0;
}

void wake_clear(void)
{
	int r = is_set ? clock_alarm_clear() : 0;

	is_set = 0;
	if (r < 0)
		log_failure("taking the clock's alarm back", r);
}
