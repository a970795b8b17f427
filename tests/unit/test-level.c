// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include "suspend-writer/level.h"

enum { PERIOD = 8, TELLS_NOTHING = 8 << 20 };

static double now, written;
static uint64_t stored;

static void observe(struct level *level, double for_processors, double for_disk)
{
	struct level_sample sample = { .now = now, .for_processors = for_processors,
				       .for_disk = for_disk, .written = written, .stored = stored,
				       .level = level_now(level) };

	level_observe(level, &sample);
}

/* Of a tenth of a second each, in which so much of the time was waited for each, and the disk wrote. */
static void periods(struct level *level, int count, double for_processors, double for_disk,
		    double writing)
{
	double seconds = 0.1 / PERIOD;

	for (int i = 0; i < count * PERIOD; i++) {
		now += seconds;
		written += writing * seconds;
		observe(level, for_processors * seconds, for_disk * seconds);
	}
}

/* So many chunks for which the disk took so many seconds each. */
static void stall(struct level *level, int count, double seconds)
{
	for (int i = 0; i < count; i++) {
		now += seconds;
		written += seconds;
		observe(level, 0, seconds);
	}
}

/* The last of the chunks that do not count is behind it. */
static void begin(struct level *level, int wanted, int ample)
{
	written = 0;
	level_begin(level, wanted, ample, PERIOD);
	stored = TELLS_NOTHING - 1;
	observe(level, 0, 0);
	stored = TELLS_NOTHING;
}

static void begin_at_minus_1(struct level *level)
{
	begin(level, LEVEL_ADAPTIVE, 1);
	assert_int_equal(level_now(level), -1);
}

/* Where one period on an idle disk leads to, and two. */
static void begin_at_minus_20(struct level *level)
{
	begin_at_minus_1(level);
	periods(level, 1, 0.9, 0, 0.3);
	assert_int_equal(level_now(level), -20);
}

static void begin_at_the_fastest(struct level *level)
{
	begin_at_minus_20(level);
	periods(level, 1, 0.9, 0, 0.3);
	assert_int_equal(level_now(level), -50);
}

static void the_first_bytes_do_not_count(void **state)
{
	struct level level;

	(void)state;
	level_begin(&level, LEVEL_ADAPTIVE, 1, PERIOD);
	stored = TELLS_NOTHING - 1;
	periods(&level, 10, 1, 0, 0);
	assert_int_equal(level_now(&level), -1);
	periods(&level, 10, 0, 1, 1);
	assert_int_equal(level_now(&level), -1);
	stored = TELLS_NOTHING;
	periods(&level, 1, 0, 0.1, 1);
	assert_int_equal(level_now(&level), 1);
}

/* They were under way when it changed. */
static void chunks_of_the_level_before_do_not_count(void **state)
{
	struct level_sample sample = { .for_processors = 0.1, .stored = TELLS_NOTHING, .level = -1 };
	struct level level;

	(void)state;
	begin_at_minus_20(&level);
	for (int i = 0; i < 2 * PERIOD; i++) {
		now += 0.1;
		sample.now = now;
		sample.written = written;
		level_observe(&level, &sample);
	}
	assert_int_equal(level_now(&level), -20);
	periods(&level, 30, 0.9, 0, 0.3);
	assert_int_equal(level_now(&level), -50);
}

static void harder_while_the_disk_is_waited_for(void **state)
{
	static const int steps[] = { -20, -20, -1, 1, 2, 2, 2, 2, 3, 3 };
	struct level level;

	(void)state;
	begin_at_the_fastest(&level);
	for (int i = 0; i < 10; i++) {
		periods(&level, 1, 0.1, 0.7, 1);
		assert_int_equal(level_now(&level), steps[i]);
	}
	assert_int_equal(level_hardest(&level), 3);
}

static void harder_without_ample_room_as_well(void **state)
{
	struct level level;

	(void)state;
	begin(&level, LEVEL_ADAPTIVE, 0);
	periods(&level, 4, 0.1, 0.7, 1);
	assert_int_equal(level_now(&level), level_hardest(&level));
}

static void faster_while_the_processors_are(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	periods(&level, 2, 0, 0.5, 1);
	assert_int_equal(level_now(&level), 2);
	periods(&level, 1, 0.5, 0.1, 0.8);
	assert_int_equal(level_now(&level), 1);
	periods(&level, 1, 0.9, 0, 0.8);
	assert_int_equal(level_now(&level), -1);
}

/* After eight periods it takes more than 0.64 of one of waiting. */
static void slower_to_change_the_longer_it_takes(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	periods(&level, 7, 0.4, 0.4, 1);
	periods(&level, 1, 0, 0.6, 1);
	assert_int_equal(level_now(&level), -1);
	periods(&level, 1, 0, 0.6, 1);
	assert_int_equal(level_now(&level), 1);
	periods(&level, 1, 0.95, 0, 0.8);
	assert_int_equal(level_now(&level), 1);
	periods(&level, 1, 0.95, 0, 0.8);
	assert_int_equal(level_now(&level), -1);
}

static void no_slower_to_change_after_minutes(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	periods(&level, 5000, 0.4, 0.4, 1);
	periods(&level, 4, 0, 0.9, 1);
	assert_int_equal(level_now(&level), -1);
	periods(&level, 1, 0, 0.9, 1);
	assert_int_equal(level_now(&level), 1);
}

static void again_the_fastest_minutes_after_a_stall(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	stall(&level, PERIOD, 10);
	assert_int_equal(level_now(&level), 1);
	periods(&level, 20, 0.9, 0, 0.1);
	assert_int_equal(level_now(&level), -1);
	periods(&level, 100, 0.9, 0, 0.1);
	assert_int_equal(level_now(&level), -50);
}

static void a_busy_while_is_no_reason_to_forget_an_idle_one(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	periods(&level, 1, 0, 0.5, 1);
	periods(&level, 20, 0.4, 0.4, 1);
	periods(&level, 3, 0.9, 0, 0.8);
	periods(&level, 1, 0.9, 0, 1);
	periods(&level, 1, 0.9, 0, 0.8);
	assert_int_equal(level_now(&level), 1);
	periods(&level, 1, 0.9, 0, 0.8);
	assert_int_equal(level_now(&level), -1);
}

static void each_step_for_what_was_waited_for_at_that_level(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	periods(&level, 1, 0, 0.9, 1);
	periods(&level, 3, 0.4, 0.4, 1);
	assert_int_equal(level_now(&level), 1);
}

static void waits_that_no_level_can_spare_are_not_remembered(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	periods(&level, 40, 0, 0.9, 1);
	assert_int_equal(level_now(&level), 3);
	periods(&level, 4, 0.9, 0, 0.8);
	assert_int_equal(level_now(&level), 2);
	begin(&level, LEVEL_ADAPTIVE, 0);
	periods(&level, 40, 0.9, 0, 0.1);
	assert_int_equal(level_now(&level), -1);
	periods(&level, 4, 0, 0.9, 1);
	assert_int_equal(level_now(&level), 1);
}

static void each_step_by_what_it_spares(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	periods(&level, 40, 0, 0.05, 1);
	assert_int_equal(level_now(&level), -1);
	periods(&level, 40, 0, 0.12, 1);
	assert_int_equal(level_now(&level), 2);
	periods(&level, 120, 0, 0.15, 1);
	assert_int_equal(level_now(&level), 2);
	periods(&level, 40, 0, 0.5, 1);
	assert_int_equal(level_now(&level), 3);
	periods(&level, 120, 0.05, 0, 0.8);
	assert_int_equal(level_now(&level), 3);
	periods(&level, 120, 0.1, 0, 0.8);
	assert_int_equal(level_now(&level), 2);
	periods(&level, 120, 0.1, 0, 0.8);
	assert_int_equal(level_now(&level), 2);
	begin_at_minus_1(&level);
	periods(&level, 1, 0, 0.1, 1);
	periods(&level, 40, 0, 0.01, 1);
	assert_int_equal(level_now(&level), 1);
}

static void unchanged_when_no_wait_is_worth_it(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	periods(&level, 40, 0.01, 0.05, 1);
	assert_int_equal(level_now(&level), -1);
	periods(&level, 40, 0.05, 0.01, 0.5);
	assert_int_equal(level_now(&level), -1);
	periods(&level, 40, 0.45, 0.45, 1);
	assert_int_equal(level_now(&level), -1);
}

static void unchanged_while_the_disk_is_always_busy(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	periods(&level, 1, 0, 0.5, 1);
	periods(&level, 10, 0.5, 0.1, 0.95);
	assert_int_equal(level_now(&level), 1);
	periods(&level, 3, 0.9, 0.1, 0.8);
	assert_int_equal(level_now(&level), -1);
}

/* The processors' waits count against the disk's. */
static void no_harder_while_the_processors_are_waited_for_more(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	for (int i = 0; i < 20; i++) {
		periods(&level, 2, 0.5, 0, 0.6);
		periods(&level, 1, 0, 0.9, 1);
		assert_true(level_now(&level) <= 1);
	}
}

static void unchanged_while_no_time_passes(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	for (int i = 0; i < 10 * PERIOD; i++)
		observe(&level, 0, 0);
	now -= 1;
	observe(&level, 0, 1);
	now += 1;
	assert_int_equal(level_now(&level), -1);
	periods(&level, 20, 0.9, 0, 0.1);
	assert_int_equal(level_now(&level), -50);
}

static void a_fast_one_stays_if_the_disk_is_little_waited_for(void **state)
{
	struct level level;

	(void)state;
	begin_at_the_fastest(&level);
	periods(&level, 40, 0, 0.08, 1);
	assert_int_equal(level_now(&level), -50);
	periods(&level, 40, 0, 0.15, 1);
	assert_int_equal(level_now(&level), -20);
	periods(&level, 40, 0, 0.15, 1);
	assert_int_equal(level_now(&level), -20);
	periods(&level, 20, 0, 0.3, 1);
	assert_int_equal(level_now(&level), -1);
}

static void the_fastest_is_not_left_for_whiles_between_others(void **state)
{
	struct level level;

	(void)state;
	begin_at_the_fastest(&level);
	periods(&level, 10, 0.5, 0, 0.5);
	for (int i = 0; i < 20; i++) {
		periods(&level, 2, 0, 0.7, 1);
		assert_int_equal(level_now(&level), -50);
		periods(&level, 2, 0.7, 0, 0.6);
	}
	periods(&level, 80, 0, 0.5, 1);
	assert_int_not_equal(level_now(&level), -50);
}

static int level_after_minus_1(int ample, double writing)
{
	struct level level;

	begin(&level, LEVEL_ADAPTIVE, ample);
	periods(&level, 20, 0.9, 0, writing);
	return level_now(&level);
}

static void the_fastest_on_an_idle_disk_with_ample_room(void **state)
{
	(void)state;
	assert_int_equal(level_after_minus_1(1, 0.45), -50);
	assert_int_equal(level_after_minus_1(1, 0.5), -1);
	assert_int_equal(level_after_minus_1(0, 0.45), -1);
}

static int level_after_minus_20(double for_processors, double writing)
{
	struct level level;

	begin_at_minus_20(&level);
	periods(&level, 60, for_processors, 0, writing);
	return level_now(&level);
}

static void at_once_to_the_fastest_on_a_disk_with_nearly_nothing_to_do(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	periods(&level, 1, 0.9, 0, 0.22);
	assert_int_equal(level_now(&level), -50);
	begin_at_minus_1(&level);
	periods(&level, 1, 0.9, 0, 0.24);
	assert_int_equal(level_now(&level), -20);
	begin_at_minus_1(&level);
	periods(&level, 10, 0.1, 0, 0.45);
	for (int i = 0; i < 10 && level_now(&level) == -1; i++)
		periods(&level, 1, 0.9, 0, 0.1);
	assert_int_equal(level_now(&level), -20);
	begin_at_minus_1(&level);
	periods(&level, 10, 0.1, 0, 0.1);
	for (int i = 0; i < 10 && level_now(&level) == -1; i++)
		periods(&level, 1, 0.9, 0, 0.3);
	assert_int_equal(level_now(&level), -20);
}

static void not_the_fastest_from_minus_20_for_an_idle_while(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_20(&level);
	periods(&level, 20, 0.5, 0, 0.8);
	periods(&level, 8, 0.9, 0, 0.1);
	assert_int_equal(level_now(&level), -20);
	periods(&level, 30, 0.9, 0, 0.1);
	assert_int_equal(level_now(&level), -50);
}

static void from_minus_20_the_disk_may_be_less_idle(void **state)
{
	(void)state;
	assert_int_equal(level_after_minus_20(0.9, 0.52), -50);
	assert_int_equal(level_after_minus_20(0.9, 0.58), -20);
	assert_int_equal(level_after_minus_20(0.2, 0.52), -50);
	assert_int_equal(level_after_minus_20(0.15, 0.52), -20);
}

static void not_the_fastest_while_little_is_waited_for(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	periods(&level, 40, 0.15, 0, 0.1);
	assert_int_equal(level_now(&level), -1);
	periods(&level, 40, 0.5, 0, 0.1);
	assert_int_equal(level_now(&level), -50);
}

static void not_the_fastest_for_an_idle_while(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	periods(&level, 20, 0.5, 0, 0.8);
	periods(&level, 12, 0.5, 0, 0);
	assert_int_equal(level_now(&level), -1);
}

static void not_the_fastest_on_a_disk_that_was_idle(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	periods(&level, 30, 0.05, 0, 0.1);
	periods(&level, 10, 0.9, 0, 0.6);
	assert_int_equal(level_now(&level), -1);
}

/* A disk that takes all for four periods, then nothing for four. */
static void calm_on_a_disk_of_bursts(void **state)
{
	struct level level;
	int settled = 0;

	(void)state;
	begin(&level, LEVEL_ADAPTIVE, 1);
	for (int i = 0; i < 80; i++) {
		int takes = i % 2 == 1;

		if (i == 20)
			settled = level_now(&level);
		if (i >= 20)
			assert_int_equal(level_now(&level), settled);
		periods(&level, 4, takes ? 0.8 : 0, takes ? 0 : 0.8, takes ? 0.5 : 1);
	}
}

static void unchanged_before_a_period_is_over(void **state)
{
	struct level level;

	(void)state;
	begin_at_minus_1(&level);
	stall(&level, PERIOD - 1, 1);
	assert_int_equal(level_now(&level), -1);
	stall(&level, 1, 1);
	assert_int_equal(level_now(&level), 1);
}

static void fixed_stays(void **state)
{
	struct level level;

	(void)state;
	begin(&level, 7, 1);
	periods(&level, 1, 0, 1, 1);
	periods(&level, 1, 1, 0, 1);
	assert_int_equal(level_now(&level), 7);
	assert_int_equal(level_hardest(&level), 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_bytes_do_not_count),
		cmocka_unit_test(chunks_of_the_level_before_do_not_count),
		cmocka_unit_test(harder_while_the_disk_is_waited_for),
		cmocka_unit_test(harder_without_ample_room_as_well),
		cmocka_unit_test(faster_while_the_processors_are),
		cmocka_unit_test(slower_to_change_the_longer_it_takes),
		cmocka_unit_test(no_slower_to_change_after_minutes),
		cmocka_unit_test(again_the_fastest_minutes_after_a_stall),
		cmocka_unit_test(a_busy_while_is_no_reason_to_forget_an_idle_one),
		cmocka_unit_test(each_step_for_what_was_waited_for_at_that_level),
		cmocka_unit_test(waits_that_no_level_can_spare_are_not_remembered),
		cmocka_unit_test(each_step_by_what_it_spares),
		cmocka_unit_test(unchanged_when_no_wait_is_worth_it),
		cmocka_unit_test(unchanged_while_the_disk_is_always_busy),
		cmocka_unit_test(no_harder_while_the_processors_are_waited_for_more),
		cmocka_unit_test(unchanged_while_no_time_passes),
		cmocka_unit_test(a_fast_one_stays_if_the_disk_is_little_waited_for),
		cmocka_unit_test(the_fastest_is_not_left_for_whiles_between_others),
		cmocka_unit_test(the_fastest_on_an_idle_disk_with_ample_room),
		cmocka_unit_test(at_once_to_the_fastest_on_a_disk_with_nearly_nothing_to_do),
		cmocka_unit_test(not_the_fastest_from_minus_20_for_an_idle_while),
		cmocka_unit_test(from_minus_20_the_disk_may_be_less_idle),
		cmocka_unit_test(not_the_fastest_while_little_is_waited_for),
		cmocka_unit_test(not_the_fastest_for_an_idle_while),
		cmocka_unit_test(not_the_fastest_on_a_disk_that_was_idle),
		cmocka_unit_test(calm_on_a_disk_of_bursts),
		cmocka_unit_test(unchanged_before_a_period_is_over),
		cmocka_unit_test(fixed_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
