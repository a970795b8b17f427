/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_WORKER_H
#define LOADER_WORKER_H

#include <stdint.h>
#include <sys/types.h>

#define WORKERS_MAX 64

/*
 * Worker processes that take requests, numbers of things in shared memory, from a pipe
 * and answer through another. Processes, not threads: the loader's libc has none, and
 * one that dies takes nobody along.
 */

/* The answer to one request; status is what the task returned. */
struct worker_answer {
	uint32_t kind;
	uint32_t request;
	int32_t status;
};

typedef int worker_task(void *context, uint32_t request);

/* All workers of one loader, of several kinds, and the pipe of their answers. */
struct workers {
	int answers[2];
	int requests[2]; /* write ends, one for each kind */
	pid_t pids[WORKERS_MAX];
	unsigned int count;
};

/* 0 or -errno. */
int workers_init(struct workers *workers);

/*
 * Start count workers of a kind, 0 or 1; at least one of them, else -errno. context is
 * seen by them as it is now, but for what lies in shared memory.
 */
int workers_start(struct workers *workers, unsigned int kind, unsigned int count,
		  worker_task *task, void *context);

/* Hand out a request. 0 or -errno. */
int workers_request(struct workers *workers, unsigned int kind, uint32_t request);

/*
 * Wait for an answer: 1 and *answer, 0 after limit_ms without one, -ECHILD if a worker
 * has died, or -errno.
 */
int workers_wait(struct workers *workers, struct worker_answer *answer,
		 unsigned int limit_ms);

/* End all workers, at once if killed, else after their last request; none is left. */
void workers_stop(struct workers *workers, int killed);

#endif
