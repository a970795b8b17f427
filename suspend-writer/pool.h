/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_POOL_H
#define WRITER_POOL_H

#include <pthread.h>
#include <stddef.h>

/*
 * Threads that run tasks, first come first served. They exist only between pool_start()
 * and pool_stop(): a thread that is older than the freeze would be frozen, one that
 * outlives the thaw would never freeze again (kernel/power/process.c).
 */

struct task {
	/* worker: number of the thread that runs it, from 0. */
	void (*run)(struct task *task, unsigned int worker);
	struct task *next;
	int pending;
};

struct pool {
	pthread_mutex_t lock;
	pthread_cond_t work, done;
	struct task *head, **tail;
	pthread_t *threads;
	char *stacks;
	unsigned int capacity, count, numbered;
	int stopping;
};

/* Memory and stacks for at most capacity threads, of which there is none yet. 0 or -errno. */
int pool_init(struct pool *pool, unsigned int capacity);

/* Start as many threads as can be had; with none, tasks run in their submitter. */
void pool_start(struct pool *pool);

void pool_submit(struct pool *pool, struct task *task);

/* Wait until the task, if it is under way, has run. */
void pool_wait(struct pool *pool, struct task *task);

/* Drop what is still waiting, then join all threads. */
void pool_stop(struct pool *pool);

#endif
