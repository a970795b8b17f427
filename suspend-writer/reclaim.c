// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/reclaim.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "suspend-writer/interrupt.h"
#include "suspend-writer/machine.h"

#define RECLAIM_FILE "/sys/fs/cgroup/memory.reclaim"
#define SECONDS_MAX 10
/*
 * Before 6.10 the kernel cannot be told not to swap out. It does not as long as there is much cold page
 * cache: prepare_scan_count() in mm/vmscan.c. 6.1 took 146 MiB where it was asked for 100, and then
 * 150 MiB of processes when 58 MiB of page cache were left: so little at a time, and never all.
 */
#define COLD_PART 4
#define STEP_MAX ((uint64_t)256 << 20)
#define STEP_OF_ANY ((uint64_t)16 << 20)
/* What comes free lies in per-CPU lists first, or is still being written. */
#define STEPS_IN_VAIN_MAX 2

static uint64_t smaller(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t surplus(uint64_t bytes)
{
	uint64_t used = machine_memory_total() - machine_memory_free();

	return used > bytes ? used - bytes : 0;
}

static int may_go_on(int fd, double end)
{
	return fd >= 0 && machine_seconds() < end && interrupt_check() == 0;
}

static int reclaim_page_cache(int fd, uint64_t bytes)
{
	int r = dprintf(fd, "%" PRIu64 " swappiness=0", bytes);

	if (r < 0 && errno == EINVAL)
		r = dprintf(fd, "%" PRIu64, bytes);
	return r < 0 ? -1 : 0;
}

void reclaim_cold(uint64_t bytes)
{
	double end = machine_seconds() + SECONDS_MAX;
	uint64_t too_much = surplus(bytes), cold;
	int fd = open(RECLAIM_FILE, O_WRONLY | O_CLOEXEC);

	while (too_much > 0 && may_go_on(fd, end) &&
	       (cold = machine_memory_cold()) > RECLAIM_COLD_MIN) {
		uint64_t part = smaller(too_much, smaller(cold / COLD_PART, STEP_MAX));

		if (reclaim_page_cache(fd, part) < 0)
			break;
		/* MemFree lacks what lies in per-CPU lists: since 6.7 up to 1/8 of memory. */
		too_much = smaller(too_much - part, surplus(bytes));
	}
	if (fd >= 0)
		close(fd);
}

/* The kernel takes what lies in per-CPU lists to be in use, when it makes room: what counts is MemFree. */
void reclaim_any(uint64_t bytes)
{
	double end = machine_seconds() + SECONDS_MAX;
	uint64_t too_much = surplus(bytes), least = too_much;
	int fd = open(RECLAIM_FILE, O_WRONLY | O_CLOEXEC), in_vain = 0;

	while (too_much > 0 && in_vain < STEPS_IN_VAIN_MAX && may_go_on(fd, end)) {
		dprintf(fd, "%" PRIu64, smaller(too_much, STEP_OF_ANY));
		too_much = surplus(bytes);
		in_vain = too_much < least ? 0 : in_vain + 1;
		least = smaller(least, too_much);
	}
	if (fd >= 0)
		close(fd);
}
