// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "suspend-writer/command.h"
#include "suspend-writer/machine.h"

struct output {
	int count;
	size_t longest;
	char last[64];
};

static void take(void *context, const char *line)
{
	struct output *output = context;
	size_t length = strlen(line);

	output->count++;
	output->longest = length > output->longest ? length : output->longest;
	snprintf(output->last, sizeof(output->last), "%s", line);
}

static int run(const char *script, unsigned int seconds, struct output *output)
{
	const char *const argv[] = { "sh", "-c", script, NULL };

	memset(output, 0, sizeof(*output));
	return command_read(argv, seconds, take, output);
}

static void lines_arrive_whole(void **state)
{
	struct output output;

	(void)state;
	assert_int_equal(run("printf 'a\\nb'; sleep 0.1; printf 'c\\n'; echo other >&2", 20, &output), 0);
	assert_int_equal(output.count, 2);
	assert_string_equal(output.last, "bc");
	assert_int_equal(run("i=0; while [ $i -lt 5000 ]; do echo line $i; i=$((i + 1)); done", 60,
			     &output), 0);
	assert_int_equal(output.count, 5000);
	assert_string_equal(output.last, "line 4999");
}

static void a_long_line_is_no_harm(void **state)
{
	struct output output;

	(void)state;
	assert_int_equal(run("head -c 100000 /dev/zero | tr '\\0' x; echo; echo end", 20, &output), 0);
	assert_string_equal(output.last, "end");
	assert_true(output.longest < 4096);
}

static void failures_are_told(void **state)
{
	static const char *const missing[] = { "/no/such/program", NULL };
	struct output output;

	(void)state;
	assert_int_equal(run("echo x; exit 3", 20, &output), -EIO);
	assert_int_equal(output.count, 1);
	assert_int_equal(run("kill -9 $$", 20, &output), -EIO);
	assert_int_equal(command_read(missing, 20, take, &output), -ENOENT);
}

/* One that nobody has waited for is no process any more. */
static int is_running(int pid)
{
	char path[64], text[16];
	size_t length = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/cmdline", pid);
	file = fopen(path, "re");
	if (file) {
		length = fread(text, 1, sizeof(text), file);
		fclose(file);
	}
	return length > 0;
}

/* Whatever it has started goes with it. */
static void time_is_limited(void **state)
{
	double start = machine_seconds();
	struct output output;

	(void)state;
	assert_int_equal(run("sleep 60 & echo $!; sleep 60", 1, &output), -ETIMEDOUT);
	assert_true(machine_seconds() - start < 30);
	for (int i = 0; i < 100 && is_running(atoi(output.last)); i++)
		usleep(100000);
	assert_true(atoi(output.last) > 0);
	assert_false(is_running(atoi(output.last)));
}

static void signals_are_not_inherited(void **state)
{
	struct output output;
	sigset_t all, before;

	(void)state;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	assert_int_equal(run("kill -TERM $$; sleep 5", 20, &output), -EIO);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

static void the_environment_is_plain(void **state)
{
	struct output output;

	(void)state;
	setenv("LC_ALL", "tlh", 1);
	setenv("PATH", "/nowhere", 1);
	assert_int_equal(run("echo $LC_ALL", 20, &output), 0);
	assert_string_equal(output.last, "C");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_arrive_whole),
		cmocka_unit_test(a_long_line_is_no_harm),
		cmocka_unit_test(failures_are_told),
		cmocka_unit_test(time_is_limited),
		cmocka_unit_test(signals_are_not_inherited),
		cmocka_unit_test(the_environment_is_plain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
