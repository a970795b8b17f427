// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "suspend-writer/interrupt.h"
#include "suspend-writer/keys.h"
#include "suspend-writer/progress.h"

/* In a process of its own, for what has interrupted once does so for ever. */
static int status_of(int (*test)(int), int argument)
{
	int status;
	pid_t child = fork();

	if (child == 0)
		_exit(test(argument));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

enum { NOT_INTERRUPTED, INTERRUPTED };

static int check(void)
{
	if (interrupt_check() == 0)
		return interrupt_reason() ? 100 : NOT_INTERRUPTED;
	return interrupt_reason() ? INTERRUPTED : 101;
}

static int raise_one(int number)
{
	signal(number, SIG_DFL);
	interrupt_begin(0);
	if (check() != NOT_INTERRUPTED)
		return 102;
	raise(number);
	return check();
}

static int raise_while_working(int number)
{
	struct progress progress;

	interrupt_begin(0);
	progress_begin(&progress, "testing");
	if (progress_step(&progress, 1, 3) != 0)
		return 102;
	raise(number);
	usleep(100000);
	return progress_step(&progress, 2, 3) == -EINTR ? check() : 103;
}

static int raise_ignored(int number)
{
	signal(number, SIG_IGN);
	interrupt_begin(0);
	raise(number);
	return check();
}

static void signals(void **state)
{
	(void)state;
	assert_int_equal(status_of(raise_one, SIGINT), INTERRUPTED);
	assert_int_equal(status_of(raise_one, SIGTERM), INTERRUPTED);
	assert_int_equal(status_of(raise_while_working, SIGTERM), INTERRUPTED);
	/* The session of somebody who has logged out, or the like. */
	assert_int_equal(status_of(raise_one, SIGHUP), NOT_INTERRUPTED);
	assert_int_equal(status_of(raise_one, SIGQUIT), NOT_INTERRUPTED);
	assert_int_equal(status_of(raise_one, SIGPIPE), NOT_INTERRUPTED);
	assert_int_equal(status_of(raise_one, SIGTSTP), NOT_INTERRUPTED);
	assert_int_equal(status_of(raise_ignored, SIGINT), NOT_INTERRUPTED);
}

static int wait_with_limit(int seconds)
{
	interrupt_begin((unsigned int)seconds);
	if (check() != NOT_INTERRUPTED)
		return 102;
	usleep(1100000);
	return check();
}

static void time_limit(void **state)
{
	(void)state;
	assert_int_equal(status_of(wait_with_limit, 1), INTERRUPTED);
	assert_int_equal(status_of(wait_with_limit, 60), NOT_INTERRUPTED);
	assert_int_equal(status_of(wait_with_limit, 0), NOT_INTERRUPTED);
}

static int controller, terminal;

static int open_terminal(void **state)
{
	(void)state;
	controller = posix_openpt(O_RDWR | O_NOCTTY);
	if (controller < 0 || grantpt(controller) || unlockpt(controller))
		return -1;
	terminal = open(ptsname(controller), O_RDWR | O_NOCTTY);
	return terminal < 0 ? -1 : 0;
}

static int close_terminal(void **state)
{
	(void)state;
	close(terminal);
	close(controller);
	return 0;
}

static void type(const char *bytes, size_t size)
{
	assert_int_equal(write(controller, bytes, size), size);
	usleep(20000);
}

static void assert_same_settings(const struct termios *a, const struct termios *b)
{
	assert_int_equal(a->c_iflag, b->c_iflag);
	assert_int_equal(a->c_oflag, b->c_oflag);
	assert_int_equal(a->c_cflag, b->c_cflag);
	assert_int_equal(a->c_lflag, b->c_lflag);
	assert_memory_equal(a->c_cc, b->c_cc, sizeof(a->c_cc));
}

static void keys(void **state)
{
	struct termios before, after;

	(void)state;
	assert_int_equal(tcgetattr(terminal, &before), 0);
	keys_open(ptsname(controller));
	type("\3\3", 2);
	keys_watch();
	assert_int_equal(keys_look(), KEYS_NONE);
	for (int byte = 0; byte < 256; byte++) {
		char typed[] = { (char)byte, (char)byte };

		type(typed, 2);
		if (keys_look() != (byte == 3 ? KEYS_TWICE : KEYS_NONE))
			fail_msg("byte %d twice", byte);
	}
	keys_close();
	assert_int_equal(tcgetattr(terminal, &after), 0);
	assert_same_settings(&before, &after);
}

/* Noise on a line has any byte. */
static void keys_once(void **state)
{
	(void)state;
	keys_open(ptsname(controller));
	keys_watch();
	type("\3", 1);
	assert_int_equal(keys_look(), KEYS_ONCE);
	assert_int_equal(keys_look(), KEYS_NONE);
	type("\377\3\0\10\177", 5);
	assert_int_equal(keys_look(), KEYS_ONCE);
	type("\3", 1);
	assert_int_equal(keys_look(), KEYS_ONCE);
	usleep(2100000);
	type("\3", 1);
	assert_int_equal(keys_look(), KEYS_ONCE);
	type("\3", 1);
	assert_int_equal(keys_look(), KEYS_TWICE);
	keys_close();
}

/* The console and the standard error may be one. */
static void same_terminal_twice(void **state)
{
	struct termios before, after;

	(void)state;
	assert_int_equal(tcgetattr(terminal, &before), 0);
	keys_open(ptsname(controller));
	keys_open(ptsname(controller));
	keys_watch();
	type("\3", 1);
	assert_int_equal(keys_look(), KEYS_ONCE);
	type("\3", 1);
	assert_int_equal(keys_look(), KEYS_TWICE);
	keys_close();
	assert_int_equal(tcgetattr(terminal, &after), 0);
	assert_same_settings(&before, &after);
}

static void closed_line(void **state)
{
	(void)state;
	keys_open("/dev/null");
	keys_open("/dev/no-such-terminal");
	keys_open(ptsname(controller));
	keys_watch();
	close(controller);
	assert_int_equal(keys_look(), KEYS_NONE);
	keys_close();
	controller = -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signals),
		cmocka_unit_test(time_limit),
		cmocka_unit_test_setup_teardown(keys, open_terminal, close_terminal),
		cmocka_unit_test_setup_teardown(keys_once, open_terminal, close_terminal),
		cmocka_unit_test_setup_teardown(same_terminal_twice, open_terminal,
						close_terminal),
		cmocka_unit_test_setup_teardown(closed_line, open_terminal, close_terminal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
