// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include "suspend-writer/level.h"

enum { PERIOD = 8 };

static double now, written;

static void begin(struct level *level, int wanted, int ample)
{
	written = 0;
	level_begin(level, wanted, ample, PERIOD, now);
}

static void period(struct level *level, double for_processors, double for_disk, double writing)
{
	for (int i = 0; i < PERIOD; i++) {
		now += 1.0 / PERIOD;
		written += writing / PERIOD;
		level_observe(level, now, for_processors / PERIOD, for_disk / PERIOD, written);
	}
}

/* A period of a second, in which so much of the time was waited for each, on a disk that is never idle. */
static void second(struct level *level, double for_processors, double for_disk)
{
	period(level, for_processors, for_disk, 1);
}

static void harder_while_the_disk_is_waited_for(void **state)
{
	struct level level;

	(void)state;
	begin(&level, LEVEL_ADAPTIVE, 1);
	assert_int_equal(level_now(&level), -1);
	for (int i = 0; i < 10; i++)
		second(&level, 0.1, 0.7);
	assert_int_equal(level_now(&level), level_hardest(&level));
}

static void faster_while_the_processors_are(void **state)
{
	struct level level;

	(void)state;
	begin(&level, LEVEL_ADAPTIVE, 1);
	second(&level, 0, 0.5);
	second(&level, 0, 0.5);
	assert_int_equal(level_now(&level), 2);
	period(&level, 0.5, 0.1, 0.8);
	assert_int_equal(level_now(&level), 1);
	for (int i = 0; i < 10; i++)
		period(&level, 0.9, 0, 0.8);
	assert_int_equal(level_now(&level), -1);
}

static void unchanged_when_no_wait_is_worth_it(void **state)
{
	struct level level;

	(void)state;
	begin(&level, LEVEL_ADAPTIVE, 1);
	second(&level, 0, 0.5);
	second(&level, 0.01, 0.1);
	second(&level, 0.1, 0.01);
	second(&level, 0.45, 0.45);
	assert_int_equal(level_now(&level), 1);
}

static void unchanged_while_the_disk_is_always_busy(void **state)
{
	struct level level;

	(void)state;
	begin(&level, LEVEL_ADAPTIVE, 1);
	second(&level, 0, 0.5);
	for (int i = 0; i < 10; i++)
		second(&level, 0.5, 0.1);
	assert_int_equal(level_now(&level), 1);
}

static int level_after(int ample, double writing)
{
	struct level level;

	begin(&level, LEVEL_ADAPTIVE, ample);
	for (int i = 0; i < 10; i++)
		period(&level, 0.9, 0, writing);
	return level_now(&level);
}

static void fastest_on_an_idle_disk_with_ample_room(void **state)
{
	(void)state;
	assert_int_equal(level_after(1, 0.3), -20);
	assert_int_equal(level_after(1, 0.5), -1);
	assert_int_equal(level_after(0, 0.3), -1);
}

static void not_the_fastest_at_once(void **state)
{
	struct level level;

	(void)state;
	begin(&level, LEVEL_ADAPTIVE, 1);
	for (int i = 0; i < 7; i++)
		period(&level, 0.5, 0, 0);
	assert_int_equal(level_now(&level), -1);
	period(&level, 0.5, 0, 0);
	assert_int_equal(level_now(&level), -20);
}

static void not_the_fastest_for_an_idle_while(void **state)
{
	struct level level;

	(void)state;
	begin(&level, LEVEL_ADAPTIVE, 1);
	for (int i = 0; i < 20; i++)
		period(&level, 0.5, 0, 0.8);
	for (int i = 0; i < 12; i++)
		period(&level, 0.5, 0, 0);
	assert_int_equal(level_now(&level), -1);
}

static void not_the_fastest_on_a_disk_that_was_idle(void **state)
{
	struct level level;

	(void)state;
	begin(&level, LEVEL_ADAPTIVE, 1);
	for (int i = 0; i < 30; i++)
		period(&level, 0.05, 0, 0.1);
	for (int i = 0; i < 10; i++)
		period(&level, 0.9, 0, 0.6);
	assert_int_equal(level_now(&level), -1);
}

static void harder_soon_after_an_idle_while(void **state)
{
	struct level level;

	(void)state;
	begin(&level, LEVEL_ADAPTIVE, 1);
	for (int i = 0; i < 7; i++)
		period(&level, 0.5, 0, 0);
	second(&level, 0, 0.5);
	second(&level, 0, 0.5);
	assert_int_equal(level_now(&level), 1);
}

static void harder_again_when_the_disk_is_waited_for(void **state)
{
	struct level level;

	(void)state;
	begin(&level, LEVEL_ADAPTIVE, 1);
	for (int i = 0; i < 10; i++)
		period(&level, 0.9, 0, 0.2);
	assert_int_equal(level_now(&level), -20);
	for (int i = 0; i < 20; i++)
		second(&level, 0, 0.5);
	assert_int_equal(level_now(&level), level_hardest(&level));
}

/* A disk that takes all for four periods, then nothing for four. */
static void calm_on_a_disk_of_bursts(void **state)
{
	struct level level;
	int lowest = 3, highest = -1;

	(void)state;
	begin(&level, LEVEL_ADAPTIVE, 1);
	for (int i = 0; i < 160; i++) {
		period(&level, i % 8 < 4 ? 0 : 0.8, i % 8 < 4 ? 0.8 : 0, i % 8 < 4 ? 1 : 0.5);
		if (i < 80)
			continue;
		lowest = level_now(&level) < lowest ? level_now(&level) : lowest;
		highest = level_now(&level) > highest ? level_now(&level) : highest;
	}
	assert_int_equal(highest, lowest);
}

static void unchanged_before_a_period_is_over(void **state)
{
	struct level level;

	(void)state;
	begin(&level, LEVEL_ADAPTIVE, 1);
	for (int i = 0; i < PERIOD - 1; i++)
		level_observe(&level, now += 1, 0, 1, 1);
	assert_int_equal(level_now(&level), -1);
	level_observe(&level, now += 1, 0, 1, 1);
	assert_int_equal(level_now(&level), 1);
}

static void fixed_stays(void **state)
{
	struct level level;

	(void)state;
	begin(&level, 7, 1);
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
		cmocka_unit_test(unchanged_while_the_disk_is_always_busy),
		cmocka_unit_test(fastest_on_an_idle_disk_with_ample_room),
		cmocka_unit_test(not_the_fastest_at_once),
		cmocka_unit_test(not_the_fastest_for_an_idle_while),
		cmocka_unit_test(not_the_fastest_on_a_disk_that_was_idle),
		cmocka_unit_test(harder_soon_after_an_idle_while),
		cmocka_unit_test(harder_again_when_the_disk_is_waited_for),
		cmocka_unit_test(calm_on_a_disk_of_bursts),
		cmocka_unit_test(unchanged_before_a_period_is_over),
		cmocka_unit_test(fixed_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
