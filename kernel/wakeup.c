// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/wakeup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define WAKEUP_COUNT "/sys/power/wakeup_count"

int wakeup_open(void)
{
	int fd = open(WAKEUP_COUNT, O_RDWR | O_CLOEXEC);

	return fd < 0 ? -errno : fd;
}

int wakeup_get_count(int fd, unsigned int *count)
{
	char text[16];
	ssize_t length = pread(fd, text, sizeof(text) - 1, 0);

	if (length < 0)
		return -errno;
	text[length] = '\0';
	*count = (unsigned int)strtoul(text, NULL, 10);
	return 0;
}

int wakeup_check(int fd, unsigned int count)
{
	char text[16];
	int length = snprintf(text, sizeof(text), "%u", count);

	return pwrite(fd, text, (size_t)length, 0) < 0 ? -errno : 0;
}

/* pm_save_wakeup_count() forgets a count that it is given when that is not the present one. */
void wakeup_ignore(int fd, unsigned int count)
{
	wakeup_check(fd, count - 1);
}
