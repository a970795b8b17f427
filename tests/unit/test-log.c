// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <unistd.h>

#include "suspend-writer/log.h"

static int saved_stderr;

/* What has arrived at fd, which does not block. */
static const char *arrived(int fd)
{
	static char text[512];
	ssize_t length = read(fd, text, sizeof(text) - 1);

	text[length > 0 ? length : 0] = '\0';
	return text;
}

/* stderr's reader is frozen with everybody else. */
static void stays_silent_while_frozen(int writer, int reader, const char *line_end)
{
	char expected[64];

	snprintf(expected, sizeof(expected), "hibernate: reason%s", line_end);
	saved_stderr = dup(STDERR_FILENO);
	dup2(writer, STDERR_FILENO);
	fcntl(reader, F_SETFL, O_NONBLOCK);
	log_open_console();
	log_frozen();
	log_error("reason");
	log_progress("half");
	assert_string_equal(arrived(reader), "");
	log_thawed();
	assert_string_equal(arrived(reader), expected);
	log_error("reason");
	assert_string_equal(arrived(reader), expected);
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
