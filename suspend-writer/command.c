// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suspend-writer/interrupt.h"
#include "suspend-writer/machine.h"

#define NOT_FOUND 127
#define POLL_MS 200

/* Output that has come, and is no whole line yet. */
struct lines {
	char text[4096];
	size_t length;
	command_line *line;
	void *context;
};

/* A group of its own, so that all of it can be killed. */
static void be_the_program(const char *const *argv, int output)
{
	static char *const environment[] = {
		(char *)"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
		(char *)"LC_ALL=C", (char *)"HOME=/", NULL,
	};
	int null = open("/dev/null", O_RDWR);
	sigset_t none;

	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	dup2(null, STDIN_FILENO);
	dup2(output, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	environ = (char **)environment;
	execvp(argv[0], (char *const *)argv);
	_exit(NOT_FOUND);
}

/* What is longer than a line may be is cut. */
static void split(struct lines *lines)
{
	char *start = lines->text, *end;

	lines->text[lines->length] = '\0';
	while ((end = strchr(start, '\n'))) {
		*end = '\0';
		lines->line(lines->context, start);
		start = end + 1;
	}
	lines->length -= (size_t)(start - lines->text);
	memmove(lines->text, start, lines->length);
	if (lines->length == sizeof(lines->text) - 1)
		lines->length = 0;
}

/* 1 if there may be more, 0 at the end, or -errno. */
static int read_some(int fd, struct lines *lines, double deadline)
{
	struct pollfd wanted = { .fd = fd, .events = POLLIN };
	ssize_t count;

	if (interrupt_check() < 0)
		return -EINTR;
	if (machine_seconds() > deadline)
		return -ETIMEDOUT;
	if (poll(&wanted, 1, POLL_MS) <= 0)
		return 1;
	count = read(fd, lines->text + lines->length, sizeof(lines->text) - 1 - lines->length);
	if (count <= 0)
		return count < 0 && errno != EINTR ? -errno : count < 0;
	lines->length += (size_t)count;
	split(lines);
	return 1;
}

static int finish(pid_t pid, int r)
{
	int status = 0;

	if (r < 0)
		kill(-pid, SIGKILL);
	waitpid(pid, &status, 0);
	if (r < 0)
		return r;
	if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND)
		return -ENOENT;
	return status ? -EIO : 0;
}

int command_read(const char *const *argv, unsigned int seconds, command_line *line,
		 void *context)
{
	struct lines lines = { .line = line, .context = context };
	double deadline = machine_seconds() + seconds;
	int pipe_ends[2], r = 1;
	pid_t pid;

	if (pipe2(pipe_ends, O_CLOEXEC) < 0)
		return -errno;
	pid = fork();
	if (pid == 0)
		be_the_program(argv, pipe_ends[1]);
	if (pid > 0)
		setpgid(pid, pid);
	r = pid < 0 ? -errno : 1;
	close(pipe_ends[1]);
	while (r > 0)
		r = read_some(pipe_ends[0], &lines, deadline);
	close(pipe_ends[0]);
	return pid < 0 ? r : finish(pid, r);
}
