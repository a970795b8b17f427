// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "kernel/watchdog.h"

static char directory[] = "/tmp/test-watchdog.XXXXXX";

static void put(const char *device, const char *attribute, const char *text)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", directory, device);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/%s/%s", directory, device, attribute);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "%s\n", text);
	fclose(file);
}

static int make_directory(void **state)
{
	(void)state;
	strcpy(directory + strlen(directory) - 6, "XXXXXX");
	return mkdtemp(directory) ? 0 : -1;
}

static int remove_directory(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof(command), "rm -r %s", directory);
	return system(command);
}

static void only_active_ones_count(void **state)
{
	(void)state;
	assert_int_equal(watchdog_seconds_left("/nonexistent"), 0);
	assert_int_equal(watchdog_seconds_left(directory), 0);
	put("watchdog0", "state", "inactive");
	put("watchdog0", "timeout", "10");
	assert_int_equal(watchdog_seconds_left(directory), 0);
	put("watchdog0", "state", "active");
	assert_int_equal(watchdog_seconds_left(directory), 5);
}

static void what_is_left_counts_where_it_is_known(void **state)
{
	(void)state;
	put("watchdog0", "state", "active");
	put("watchdog0", "timeout", "60");
	put("watchdog0", "timeleft", "49");
	assert_int_equal(watchdog_seconds_left(directory), 49);
	put("watchdog0", "timeleft", "0");
	assert_int_equal(watchdog_seconds_left(directory), 30);
}

static void the_first_one_counts(void **state)
{
	(void)state;
	put("watchdog0", "state", "active");
	put("watchdog0", "timeout", "60");
	put("watchdog1", "state", "active");
	put("watchdog1", "timeout", "20");
	put("watchdog2", "state", "inactive");
	put("watchdog2", "timeout", "2");
	assert_int_equal(watchdog_seconds_left(directory), 10);
	put("watchdog3", "state", "active");
	assert_int_equal(watchdog_seconds_left(directory), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(only_active_ones_count, make_directory,
						remove_directory),
		cmocka_unit_test_setup_teardown(what_is_left_counts_where_it_is_known,
						make_directory, remove_directory),
		cmocka_unit_test_setup_teardown(the_first_one_counts, make_directory,
						remove_directory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
