// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <unistd.h>

#include "kernel/consoles.h"

static int open_named(const char *lines, int fds[CONSOLES_MAX])
{
	char path[] = "/tmp/test-consoles.XXXXXX";
	int fd = mkstemp(path), count;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, lines, strlen(lines)), strlen(lines));
	close(fd);
	count = consoles_open(path, O_WRONLY, fds);
	unlink(path);
	return count;
}

static void assert_is(int fd, const char *node)
{
	char link[32], target[64] = "";

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	assert_true(readlink(link, target, sizeof(target) - 1) > 0);
	assert_string_equal(target, node);
	close(fd);
}

static void all_that_can_be_opened(void **state)
{
	int fds[CONSOLES_MAX];

	(void)state;
	assert_int_equal(open_named("null                 -WU (EC  p  )    1:3\n"
				    "netcon0              -W- (E   p  )\n\n"
				    "zero                 -W- (E   p a)    1:5\n", fds), 2);
	assert_is(fds[0], "/dev/null");
	assert_is(fds[1], "/dev/zero");
}

static void not_more_than_there_is_room_for(void **state)
{
	int fds[CONSOLES_MAX];

	(void)state;
	assert_int_equal(open_named("null\nnull\nnull\nnull\nnull\nnull\nnull\nnull\nnull\n", fds),
			 CONSOLES_MAX);
	for (int i = 0; i < CONSOLES_MAX; i++)
		close(fds[i]);
	assert_int_equal(open_named("", fds), 0);
	assert_int_equal(consoles_open("/nonexistent", O_WRONLY, fds), 0);
}

static void a_progress_line(void **state)
{
	char line[CONSOLE_LINE_SIZE];
	int length = console_progress_line(line, "loading", 250 << 20, (uint64_t)1000 << 20, 2500);

	(void)state;
	assert_string_equal(line, "\rloading [#####...............] 25%, 100 MiB/s, 7 s left  ");
	assert_int_equal(length, strlen(line));
	console_progress_figures(line, 250 << 20, (uint64_t)1000 << 20, 2500);
	assert_string_equal(line, "25%, 100 MiB/s, 7 s left");
	console_progress_line(line, "loading", 0, 1 << 20, 0);
	assert_string_equal(line, "\rloading [....................] 0%, 0 MiB/s, 0 s left  ");
	length = console_progress_line(line, "loading", 1 << 30, 1 << 30, 2570);
	assert_string_equal(line, "\rloading 1024 MiB in 2.5 s, 398 MiB/s                            \r\n");
	assert_int_equal(length, strlen(line));
}

/* The longest names and numbers, and an image of 8 TiB. */
static void a_progress_line_that_fits(void **state)
{
	char line[CONSOLE_LINE_SIZE];

	(void)state;
	assert_true(console_progress_line(line, "resume-loader: loading", UINT64_C(8) << 39,
					  UINT64_C(8) << 40, 1) < CONSOLE_LINE_SIZE);
	assert_true(console_progress_line(line, "resume-loader: loading", UINT64_C(8) << 40,
					  UINT64_C(8) << 40, UINT32_MAX) < CONSOLE_LINE_SIZE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_progress_line),
		cmocka_unit_test(a_progress_line_that_fits),
		cmocka_unit_test(all_that_can_be_opened),
		cmocka_unit_test(not_more_than_there_is_room_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
