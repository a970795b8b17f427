// SPDX-License-Identifier: GPL-2.0-or-later
#include "administration/setup-program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suspend-writer/log.h"

int setup_program_find(const char *name, char *path, size_t size)
{
	static const char *const directories[] = { "/usr/sbin", "/usr/bin", "/sbin", "/bin" };

	for (size_t i = 0; i < sizeof(directories) / sizeof(directories[0]); i++) {
		snprintf(path, size, "%s/%s", directories[i], name);
		if (access(path, X_OK) == 0)
			return 0;
	}
	return -1;
}

/* Signals are ours to obey, but what we start shall be ended by them. 0 or -errno. */
static int start(const char *path, char *const *arguments, int output, pid_t *child)
{
	static char path_variable[] = "PATH=/usr/sbin:/usr/bin:/sbin:/bin", locale[] = "LC_ALL=C";
	char *const environment[] = { path_variable, locale, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	int r;

	sigemptyset(&none);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
	r = posix_spawn(child, path, &actions, &attributes, arguments, environment);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return -r;
}

/* The status as waitpid(2) tells it, or -errno. */
static int run(const char *const *arguments, int output)
{
	char path[256];
	pid_t child;
	int status, r;

	if (setup_program_find(arguments[0], path, sizeof(path)))
		return -ENOENT;
	r = start(path, (char *const *)arguments, output, &child);
	if (r < 0)
		return r;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	return status;
}

static void show(int output)
{
	char text[4096];
	off_t offset = 0;
	ssize_t length;

	while ((length = pread(output, text, sizeof(text), offset)) > 0) {
		offset += length;
		if (write(STDERR_FILENO, text, (size_t)length) < 0)
			return;
	}
}

static int fail(const char *const *arguments, int r)
{
	char line[512] = "";

	for (size_t length = 0; *arguments && length < sizeof(line); arguments++)
		length += (size_t)snprintf(line + length, sizeof(line) - length, "%s%s",
					   length ? " " : "", *arguments);
	if (r < 0)
		return log_failure(line, r);
	if (WIFSIGNALED(r))
		log_error("%s was ended by signal %d", line, WTERMSIG(r));
	else
		log_error("%s failed with exit status %d", line, WEXITSTATUS(r));
	return -1;
}

int setup_program_run(const char *const *arguments)
{
	int output = memfd_create("output", MFD_CLOEXEC);
	int r = output < 0 ? -errno : run(arguments, output);

	if (r)
		show(output);
	if (output >= 0)
		close(output);
	return r ? fail(arguments, r) : 0;
}
