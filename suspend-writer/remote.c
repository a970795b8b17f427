// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/remote.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suspend-writer/log.h"

#define STEP_MS 50
#define CLOSE_MS 5000
#define SCOPE_MS 2000

static pid_t server;          /* the connection's process; 0 if there is none */
static int first_process = -1; /* a pipe to it */

/* The parent of a process, and the name of the program that it runs. */
static pid_t look_at(pid_t pid, char name[16])
{
	char path[32];
	FILE *file;
	int parent = 0;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	file = fopen(path, "re");
	if (!file)
		return 0;
	if (fscanf(file, "%*d (%15[^)]) %*c %d", name, &parent) != 2)
		parent = 0;
	fclose(file);
	return parent;
}

/* "sshd", "sshd-session" since OpenSSH 9.8; "dropbear". */
static pid_t find_server(void)
{
	char name[16] = "";

	for (pid_t pid = getppid(); pid > 1;) {
		pid_t parent = look_at(pid, name);

		if (!strncmp(name, "sshd", 4) || !strncmp(name, "dropbear", 8))
			return pid;
		pid = parent;
	}
	return 0;
}

static void wait_ms(int ms)
{
	usleep((useconds_t)ms * 1000);
}

static int in_login_session(void)
{
	char line[512];
	FILE *file = fopen("/proc/self/cgroup", "re");
	int found = 0;

	while (file && !found && fgets(line, sizeof(line), file))
		found = strstr(line, "/session-") != NULL;
	if (file)
		fclose(file);
	return found;
}

/* KillUserProcesses= of logind.conf(5) would end us with the login session. */
static void leave_login_session(void)
{
	char scope[48], pid[16];
	const char *words[] = { "busctl", "--quiet", "--timeout=5", "call",
		"org.freedesktop.systemd1", "/org/freedesktop/systemd1",
		"org.freedesktop.systemd1.Manager", "StartTransientUnit", "ssa(sv)a(sa(sv))",
		scope, "fail", "1", "PIDs", "au", "1", pid, "0", NULL };
	pid_t child;

	if (!in_login_session())
		return;
	snprintf(scope, sizeof(scope), "hibernate-%d.scope", (int)getpid());
	snprintf(pid, sizeof(pid), "%d", (int)getpid());
	if (posix_spawnp(&child, words[0], NULL, NULL, (char *const *)words, environ) == 0)
		waitpid(child, NULL, 0);
	for (int ms = 0; ms < SCOPE_MS && in_login_session(); ms += STEP_MS)
		wait_ms(STEP_MS);
	if (in_login_session())
		log_note("the end of this login may end the hibernation (KillUserProcesses=)");
}

/* What the other has come to; SIGHUP is for those who wait, and not for the hibernation. */
__attribute__((noreturn)) static void stand_by(pid_t other, int pipe)
{
	char word;
	int status = 0;

	signal(SIGHUP, SIG_IGN);
	if (read(pipe, &word, 1) == 1)
		_exit(0);
	waitpid(other, &status, 0);
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
}

int remote_begin(void)
{
	int ends[2];
	pid_t child;

	server = find_server();
	if (!server)
		return 0;
	if (pipe2(ends, O_CLOEXEC) < 0)
		return log_failure("pipe", -errno);
	signal(SIGCHLD, SIG_DFL);
	child = fork();
	if (child < 0)
		return log_failure("fork", -errno);
	if (child > 0) {
		close(ends[1]);
		stand_by(child, ends[0]);
	}
	close(ends[0]);
	first_process = ends[1];
	setsid();
	leave_login_session();
	return 0;
}

static void leave_descriptors(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (int fd = STDIN_FILENO; null >= 0 && fd <= STDERR_FILENO; fd++)
		dup2(null, fd);
	if (null > STDERR_FILENO)
		close(null);
}

int remote_leave(void)
{
	if (!server)
		return 0;
	log_note("hibernating as soon as this connection has ended, at the latest in %d s; "
		 "hibernate last tells what became of it", CLOSE_MS / 1000);
	if (write(first_process, "", 1) != 1) {
		log_error("interrupted: the process that was started is gone");
		return -1;
	}
	close(first_process);
	leave_descriptors();
	for (int ms = 0; ms < CLOSE_MS && kill(server, 0) == 0; ms += STEP_MS)
		wait_ms(STEP_MS);
	return 0;
}
