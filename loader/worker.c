// SPDX-License-Identifier: GPL-2.0-or-later
#include "loader/worker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define POLL_MS 100
#define STOP_LIMIT_MS 5000

static void close_pipe_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

int workers_init(struct workers *workers)
{
	workers->count = 0;
	workers->answers[0] = workers->answers[1] = -1;
	workers->requests[0] = workers->requests[1] = -1;
	/* Inherited as ignored, it would hide the death of a worker from waitpid(). */
	signal(SIGCHLD, SIG_DFL);
	/* A request to dead workers is an error, not the end. */
	signal(SIGPIPE, SIG_IGN);
	return pipe(workers->answers) < 0 ? -errno : 0;
}

/* A closed pipe of requests ends the worker: its parent is done, or gone. */
static void serve(const struct workers *workers, uint32_t kind, int requests,
		  worker_task *task, void *context)
{
	struct worker_answer answer = { .kind = kind };

	while (read(requests, &answer.request, sizeof(answer.request)) ==
	       sizeof(answer.request)) {
		answer.status = task(context, answer.request);
		if (write(workers->answers[1], &answer, sizeof(answer)) != sizeof(answer))
			_exit(1);
	}
	_exit(0);
}

static pid_t start_one(struct workers *workers, unsigned int kind, int requests,
		       worker_task *task, void *context)
{
	pid_t pid = fork();

	if (pid == 0) {
		close_pipe_end(&workers->answers[0]);
		close_pipe_end(&workers->requests[0]);
		close_pipe_end(&workers->requests[1]);
		serve(workers, kind, requests, task, context);
	}
	return pid;
}

int workers_start(struct workers *workers, unsigned int kind, unsigned int count,
		  worker_task *task, void *context)
{
	unsigned int before = workers->count;
	int ends[2], error = 0;

	if (pipe(ends) < 0)
		return -errno;
	workers->requests[kind] = ends[1];
	for (unsigned int i = 0; i < count && workers->count < WORKERS_MAX; i++) {
		pid_t pid = start_one(workers, kind, ends[0], task, context);

		if (pid < 0) {
			error = -errno;
			break;
		}
		workers->pids[workers->count++] = pid;
	}
	close(ends[0]);
	return workers->count > before ? 0 : error;
}

int workers_request(struct workers *workers, unsigned int kind, uint32_t request)
{
	ssize_t n = write(workers->requests[kind], &request, sizeof(request));

	return n == sizeof(request) ? 0 : n < 0 ? -errno : -EIO;
}

static int one_has_died(struct workers *workers)
{
	int status;

	for (unsigned int i = 0; i < workers->count; i++) {
		if (waitpid(workers->pids[i], &status, WNOHANG) == 0)
			continue;
		workers->pids[i] = workers->pids[--workers->count];
		return 1;
	}
	return 0;
}

int workers_wait(struct workers *workers, struct worker_answer *answer, unsigned int limit_ms)
{
	for (unsigned int waited = 0; waited <= limit_ms; waited += POLL_MS) {
		struct pollfd poll_for = { .fd = workers->answers[0], .events = POLLIN };
		int r = poll(&poll_for, 1, POLL_MS);
		ssize_t n;

		if (r < 0 && errno != EINTR)
			return -errno;
		if (r <= 0) {
			if (one_has_died(workers))
				return -ECHILD;
			continue;
		}
		n = read(workers->answers[0], answer, sizeof(*answer));
		return n == sizeof(*answer) ? 1 : -EIO;
	}
	return 0;
}

/* A process in an uninterruptible read is left to its device after the limit. */
static void reap(struct workers *workers)
{
	for (unsigned int waited = 0; workers->count > 0 && waited < STOP_LIMIT_MS;) {
		if (one_has_died(workers))
			continue;
		usleep(1000);
		waited++;
	}
}

void workers_stop(struct workers *workers, int killed)
{
	close_pipe_end(&workers->requests[0]);
	close_pipe_end(&workers->requests[1]);
	for (unsigned int i = 0; killed && i < workers->count; i++)
		kill(workers->pids[i], SIGKILL);
	reap(workers);
	close_pipe_end(&workers->answers[0]);
	close_pipe_end(&workers->answers[1]);
}
