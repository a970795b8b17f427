// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/progress.h"

#include <errno.h>
#include <stdio.h>

#include "kernel/consoles.h"
#include "suspend-writer/interrupt.h"
#include "suspend-writer/log.h"
#include "suspend-writer/machine.h"

#define SHOW_INTERVAL 0.5
#define LOOK_INTERVAL 0.05

static void show(const struct progress *progress, uint64_t done, uint64_t total, double spent)
{
	char line[CONSOLE_LINE_SIZE], step[40];

	snprintf(step, sizeof(step), "hibernate: %s", progress->step);
	console_progress_line(line, step, done, total, (uint64_t)(spent * 1000));
	log_progress(line);
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
	if (now - progress->shown < SHOW_INTERVAL || done == 0 || done >= total)
		return 0;
	progress->shown = now;
	show(progress, done, total, spent);
	return 0;
}

double progress_end(struct progress *progress, uint64_t total)
{
	double spent = machine_seconds() - progress->started;

	show(progress, total, total, spent);
	return spent;
}
