// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/progress.h"

#include <errno.h>

#include "suspend-writer/interrupt.h"
#include "suspend-writer/log.h"
#include "suspend-writer/machine.h"

#define SHOW_INTERVAL 0.5
#define LOOK_INTERVAL 0.05

static double mib(uint64_t bytes)
{
	return (double)bytes / (1024 * 1024);
}

void progress_begin(struct progress *progress, const char *step)
{
	progress->step = step;
	progress->started = progress->shown = machine_seconds();
	progress->looked = 0;
}

int progress_step(struct progress *progress, uint64_t done, uint64_t total)
{
	double now = machine_seconds(), spent = now - progress->started;

	if (now - progress->looked >= LOOK_INTERVAL) {
		progress->looked = now;
		if (interrupt_check() < 0)
			return -EINTR;
	}
	if (now - progress->shown < SHOW_INTERVAL || done == 0)
		return 0;
	progress->shown = now;
	log_progress("%s %3.0f%%, %.0f MiB/s, %.0f s left   ", progress->step,
		     100.0 * (double)done / (double)total, mib(done) / spent,
		     spent * (double)(total - done) / (double)done);
	return 0;
}

double progress_end(struct progress *progress, uint64_t total)
{
	double spent = machine_seconds() - progress->started;

	log_progress("%s %.0f MiB in %.1f s, %.0f MiB/s        \r\n", progress->step,
		     mib(total), spent, mib(total) / (spent > 0 ? spent : 1));
	return spent;
}
