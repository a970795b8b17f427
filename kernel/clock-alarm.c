// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/clock-alarm.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include <linux/rtc.h>

#define CLOCK "/dev/rtc0"
/* Only there if the clock can wake the machine: drivers/rtc/sysfs.c, rtc_does_wakealarm() */
#define WAKE_ATTRIBUTE "/sys/class/rtc/rtc0/wakealarm"

/* struct rtc_time begins as struct tm does, in the same units. */
static time_t to_seconds(const struct rtc_time *clock)
{
	struct tm tm = { .tm_sec = clock->tm_sec, .tm_min = clock->tm_min,
			 .tm_hour = clock->tm_hour, .tm_mday = clock->tm_mday,
			 .tm_mon = clock->tm_mon, .tm_year = clock->tm_year };

	return timegm(&tm);
}

static void from_seconds(time_t seconds, struct rtc_time *clock)
{
	struct tm tm;

	gmtime_r(&seconds, &tm);
	*clock = (struct rtc_time){ .tm_sec = tm.tm_sec, .tm_min = tm.tm_min,
				    .tm_hour = tm.tm_hour, .tm_mday = tm.tm_mday,
				    .tm_mon = tm.tm_mon, .tm_year = tm.tm_year };
}

static int set_and_verify(int fd, unsigned int seconds)
{
	struct rtc_wkalrm alarm = { .enabled = 1 }, found;
	struct rtc_time now;

	if (ioctl(fd, RTC_RD_TIME, &now) < 0)
		return -errno;
	from_seconds(to_seconds(&now) + (time_t)seconds, &alarm.time);
	if (ioctl(fd, RTC_WKALM_SET, &alarm) < 0 || ioctl(fd, RTC_WKALM_RD, &found) < 0)
		return -errno;
	return found.enabled && to_seconds(&found.time) == to_seconds(&alarm.time) ? 0 : -EIO;
}

int clock_alarm_set(unsigned int seconds)
{
	int fd = access(WAKE_ATTRIBUTE, F_OK) < 0 ? -1 : open(CLOCK, O_RDONLY | O_CLOEXEC), r;

	if (fd < 0)
		return errno == ENOENT ? -ENODEV : -errno;
	r = set_and_verify(fd, seconds);
	close(fd);
	return r;
}

int clock_alarm_clear(void)
{
	struct rtc_wkalrm alarm = { .enabled = 0 };
	int fd = open(CLOCK, O_RDONLY | O_CLOEXEC), r = 0;

	if (fd < 0)
		return -errno;
	if (ioctl(fd, RTC_RD_TIME, &alarm.time) < 0 || ioctl(fd, RTC_WKALM_SET, &alarm) < 0)
		r = -errno;
	close(fd);
	return r;
}
