// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/watchdog.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/watchdog.h"
#include "suspend-writer/interrupt.h"
#include "suspend-writer/log.h"

/* Has systemd stop its watchdog, says a line, and starts it again when its input ends. */
#define KEEPER "/usr/lib/resume-loader/hibernate-watchdog"
#define KEEPER_MS 15000
/* Seconds that giving up may take. */
#define MARGIN 2

static pid_t keeper;
static int keeper_input = -1;

static int spawn_keeper(int input, int output)
{
	const char *words[] = { KEEPER, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none;
	int r;

	sigemptyset(&none);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
	r = posix_spawn(&keeper, KEEPER, &files, &attributes, (char *const *)words, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	return r ? -1 : 0;
}

static void wait_for_word(int output)
{
	struct pollfd word = { .fd = output, .events = POLLIN };

	if (poll(&word, 1, KEEPER_MS) == 0)
		log_note("systemd does not say whether it has stopped its watchdog");
}

static void start_keeper(void)
{
	int input[2], output[2];

	if (pipe2(input, O_CLOEXEC) < 0)
		return;
	if (pipe2(output, O_CLOEXEC) < 0) {
		close(input[0]);
		close(input[1]);
		return;
	}
	if (spawn_keeper(input[0], output[1]) < 0)
		keeper = 0;
	close(input[0]);
	close(output[1]);
	keeper_input = input[1];
	if (keeper)
		wait_for_word(output[0]);
	close(output[0]);
}

void watchdog_pause(void)
{
	unsigned int left = watchdog_seconds_left(WATCHDOG_DIRECTORY);

	if (left && access("/run/systemd/system", F_OK) == 0) {
		start_keeper();
		left = watchdog_seconds_left(WATCHDOG_DIRECTORY);
	}
	if (!left)
		return;
	left = left > MARGIN ? left - MARGIN : 1;
	log_note("a watchdog runs that nobody will feed: a save that takes longer than %u s is "
		 "given up", left);
	interrupt_limit("a watchdog's time limit", left);
}

void watchdog_resume(void)
{
	if (keeper_input >= 0)
		close(keeper_input);
	if (keeper > 0)
		waitpid(keeper, NULL, 0);
	keeper_input = -1;
	keeper = 0;
}
