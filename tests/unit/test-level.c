// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include "suspend-writer/level.h"

enum { PERIOD = 8 };

static double now;

/* A period of a second, in which so much of the time was waited for each. */
static void second(struct level *level, double for_processors, double for_disk)
{
	for (int i = 0; i < PERIOD; i++) {
		now += 1.0 / PERIOD;
		level_observe(level, now, for_processors / PERIOD, for_disk / PERIOD);
	}
}

static void harder_while_the_disk_is_waited_for(void **state)
{
	struct level level;

	(void)state;
	level_begin(&level, LEVEL_ADAPTIVE, now);
	assert_int_equal(level_now(&level), -1);
	for (int i = 0; i < 10; i++)
		second(&level, 0.1, 0.7);
	assert_int_equal(level_now(&level), level_hardest(&level));
}

static void faster_while_the_processors_are(void **state)
{
	struct level level;

	(void)state;
	level_begin(&level, LEVEL_ADAPTIVE, now);
	second(&level, 0, 0.5);
	second(&level, 0, 0.5);
	assert_int_equal(level_now(&level), 2);
	second(&level, 0.5, 0.1);
	assert_int_equal(level_now(&level), 1);
	for (int i = 0; i < 10; i++)
		second(&level, 0.9, 0);
	assert_int_equal(level_now(&level), -1);
}

static void unchanged_when_no_wait_is_worth_it(void **state)
{
	struct level level;

	(void)state;
	level_begin(&level, LEVEL_ADAPTIVE, now);
	second(&level, 0, 0.5);
	second(&level, 0.01, 0.1);
	second(&level, 0.1, 0.01);
	second(&level, 0.45, 0.45);
	assert_int_equal(level_now(&level), 1);
}

static void unchanged_before_a_period_is_over(void **state)
{
	struct level level;

	(void)state;
	level_begin(&level, LEVEL_ADAPTIVE, now);
	for (int i = 0; i < PERIOD - 1; i++)
		level_observe(&level, now += 1, 0, 1);
	assert_int_equal(level_now(&level), -1);
	level_observe(&level, now += 1, 0, 1);
	assert_int_equal(level_now(&level), 1);
}

static void fixed_stays(void **state)
{
	struct level level;

	(void)state;
	level_begin(&level, 7, now);
	second(&level, 0, 1);
	second(&level, 1, 0);
	assert_int_equal(level_now(&level), 7);
	assert_int_equal(level_hardest(&level), 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(harder_while_the_disk_is_waited_for),
		cmocka_unit_test(faster_while_the_processors_are),
		cmocka_unit_test(unchanged_when_no_wait_is_worth_it),
		cmocka_unit_test(unchanged_before_a_period_is_over),
		cmocka_unit_test(fixed_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
