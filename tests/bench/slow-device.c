// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Linked in front of block_device_write(): a device of $MB_PER_SECOND, as a cloud's disks are
 * limited. Writes are served one after the other, and each returns when its time is over.
 */
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "kernel/block-device.h"

int __real_block_device_write(int fd, const void *buffer, size_t size, uint64_t offset);
int __wrap_block_device_write(int fd, const void *buffer, size_t size, uint64_t offset);

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static double free_again;

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double take_turn(double duration)
{
	double now = seconds(), end;

	pthread_mutex_lock(&lock);
	end = free_again = (free_again > now ? free_again : now) + duration;
	pthread_mutex_unlock(&lock);
	return end;
}

static void sleep_until(double end)
{
	struct timespec time = { (time_t)end, (long)((end - (double)(time_t)end) * 1e9) };

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL))
		;
}

int __wrap_block_device_write(int fd, const void *buffer, size_t size, uint64_t offset)
{
	const char *rate = getenv("MB_PER_SECOND");
	double end = rate ? take_turn((double)size / (atof(rate) * 1e6)) : 0;
	int r = __real_block_device_write(fd, buffer, size, offset);

	if (rate)
		sleep_until(end);
	return r;
}
