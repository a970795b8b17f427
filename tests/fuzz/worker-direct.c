// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The loader's workers without processes: a request is served at once, its answer waits
 * until it is asked for. One more order in which workers may answer; nothing else differs.
 */
#include "loader/worker.h"

#include "tests/fuzz/fuzz.h"

enum { ANSWERS_MAX = 256 };

static struct {
	worker_task *task;
	void *context;
} kinds[2];
static struct worker_answer answers[ANSWERS_MAX];
static unsigned int first, waiting;

int workers_init(struct workers *workers)
{
	workers->count = 0;
	first = waiting = 0;
	return 0;
}

int workers_start(struct workers *workers, unsigned int kind, unsigned int count,
		  worker_task *task, void *context)
{
	kinds[kind].task = task;
	kinds[kind].context = context;
	workers->count += count;
	return 0;
}

int workers_request(struct workers *workers, unsigned int kind, uint32_t request)
{
	struct worker_answer *answer = &answers[(first + waiting++) % ANSWERS_MAX];

	demand(workers->count > 0 && waiting <= ANSWERS_MAX);
	answer->kind = kind;
	answer->request = request;
	answer->status = kinds[kind].task(kinds[kind].context, request);
	return 0;
}

/* Who waits while nothing is under way waits for ever. */
int workers_wait(struct workers *workers, struct worker_answer *answer, unsigned int limit_ms)
{
	demand(workers->count > 0 && limit_ms > 0 && waiting > 0);
	*answer = answers[first++ % ANSWERS_MAX];
	waiting--;
	return 1;
}

void workers_stop(struct workers *workers, int killed)
{
	demand(killed || waiting == 0);
	workers->count = 0;
}
