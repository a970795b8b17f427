// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "suspend-writer/log.h"

static int saved_stderr;

/*
 * What arrives at fd until a line is whole; "" where nothing does within the limit. The kernel
 * hands on what is written to a pseudo-terminal from a work queue, and in pieces.
 */
static const char *arrived(int fd, int limit_ms)
{
	static char text[512];
	struct pollfd readable = { .fd = fd, .events = POLLIN };
	size_t length = 0;

	do {
		ssize_t n;

		if (poll(&readable, 1, limit_ms) <= 0)
			break;
		n = read(fd, text + length, sizeof(text) - 1 - length);
		if (n <= 0)
			break;
		length += n;
	} while (length == 0 || text[length - 1] != '\n');
	text[length] = '\0';
	return text;
}

/* stderr's reader is frozen with everybody else. */
static void stays_silent_while_frozen(int writer, int reader, const char *line_end)
{
	char expected[64];

	snprintf(expected, sizeof(expected), "hibernate: reason%s", line_end);
	saved_stderr = dup(STDERR_FILENO);
	dup2(writer, STDERR_FILENO);
	log_open_console();
	log_frozen();
	log_error("reason");
	log_progress("half");
	assert_string_equal(arrived(reader, 50), "");
	log_thawed();
	assert_string_equal(arrived(reader, 5000), expected);
	log_error("reason");
	assert_string_equal(arrived(reader, 5000), expected);
	dup2(saved_stderr, STDERR_FILENO);
	close(saved_stderr);
}

static void a_pipe(void **state)
{
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	stays_silent_while_frozen(ends[1], ends[0], "\n");
	close(ends[0]);
	close(ends[1]);
}

static void a_pseudo_terminal(void **state)
{
	int controller = posix_openpt(O_RDWR | O_NOCTTY), terminal;

	(void)state;
	assert_true(controller >= 0);
	assert_int_equal(grantpt(controller), 0);
	assert_int_equal(unlockpt(controller), 0);
	terminal = open(ptsname(controller), O_RDWR | O_NOCTTY);
	assert_true(terminal >= 0);
	stays_silent_while_frozen(terminal, controller, "\r\n");
	close(terminal);
	close(controller);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pipe),
		cmocka_unit_test(a_pseudo_terminal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
