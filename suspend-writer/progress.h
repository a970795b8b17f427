/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_PROGRESS_H
#define WRITER_PROGRESS_H

#include <stdint.h>

/* Shows how far a step is, and notices that somebody wants it to end. */
struct progress {
	const char *step;
	double started;
	double shown;
	double looked; /* for interrupts */
};

void progress_begin(struct progress *progress, const char *step);

/*
 * So many bytes of total are done. 0, or -EINTR as interrupt_check() says.
 */
int progress_step(struct progress *progress, uint64_t done, uint64_t total);

/* Finish the line; the seconds that the step took. */
double progress_end(struct progress *progress, uint64_t total);

#endif
