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

static uint64_t smaller(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t surplus(uint64_t bytes)
{
	uint64_t used = machine_memory_total() - machine_memory_free();

	return used > bytes ? used - bytes : 0;
}

/* 0, or -1 if so much was not there to be taken: EAGAIN. */
static int reclaim(int fd, uint64_t bytes)
{
	int r = dprintf(fd, "%" PRIu64 " swappiness=0", bytes);

	if (r < 0 && errno == EINVAL)
		r = dprintf(fd, "%" PRIu64, bytes);
	return r < 0 ? -1 : 0;
}

void reclaim_down_to(uint64_t bytes)
{
	double end = machine_seconds() + SECONDS_MAX;
	uint64_t too_much = surplus(bytes), cold;
	int fd = open(RECLAIM_FILE, O_WRONLY | O_CLOEXEC);

	while (fd >= 0 && too_much > 0 && machine_seconds() < end && interrupt_check() == 0 &&
	       (cold = machine_memory_cold()) > RECLAIM_COLD_MIN) {
		uint64_t part = smaller(too_much, smaller(cold / COLD_PART, STEP_MAX));

		if (reclaim(fd, part) < 0)
			break;
		/* MemFree lacks what lies in per-CPU lists: since 6.7 up to 1/8 of memory. */
		too_much = smaller(too_much - part, surplus(bytes));
	}
	if (fd >= 0)
		close(fd);
}
