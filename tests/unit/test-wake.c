// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <errno.h>
#include <time.h>

#include "suspend-writer/wake.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* Clocks there went from 2:00 to 3:00 on 2026-03-29 and from 3:00 to 2:00 on 2026-10-25. */
static void in_zone(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
}

#define CENTRAL_EUROPE "CET-1CEST,M3.5.0,M10.5.0/3"

static time_t local(int month, int day, int hour, int minute)
{
	struct tm tm = { .tm_year = 126, .tm_mon = month - 1, .tm_mday = day, .tm_hour = hour,
			 .tm_min = minute, .tm_isdst = -1 };

	return mktime(&tm);
}

static void durations(void **state)
{
	static const struct {
		const char *text;
		long seconds;
	} cases[] = {
		{ "+8h", 8 * HOUR },	 { "+30m", 30 * MINUTE }, { "+90s", 90 },
		{ "+2d", 2 * DAY },	 { "+1h30m", 90 * MINUTE }, { "+60s", 60 },
		{ "+366d", 366L * DAY }, { "+007m", 7 * MINUTE },
	};
	time_t now = 1790000000;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		if (wake_time(cases[i].text, now) != now + cases[i].seconds)
			fail_msg("%s", cases[i].text);
}

static void clock_times(void **state)
{
	time_t now;

	(void)state;
	in_zone(CENTRAL_EUROPE);
	now = local(11, 21, 20, 15);
	assert_int_equal(wake_time("22:00", now), local(11, 21, 22, 0));
	assert_int_equal(wake_time("07:30", now), local(11, 22, 7, 30));
	assert_int_equal(wake_time("7:30", now), local(11, 22, 7, 30));
	assert_int_equal(wake_time("20:15", now), local(11, 22, 20, 15));
	assert_int_equal(wake_time("00:00", local(12, 31, 23, 0)), local(12, 31, 24, 0));
	in_zone("UTC0");
	assert_int_equal(wake_time("07:30", 1790000000 / DAY * DAY), 1790000000 / DAY * DAY + 27000);
}

static void summer_time(void **state)
{
	(void)state;
	in_zone(CENTRAL_EUROPE);
	assert_int_equal(wake_time("07:30", local(3, 28, 20, 0)), local(3, 28, 20, 0) + 10 * HOUR + 1800);
	assert_int_equal(wake_time("07:30", local(10, 24, 20, 0)),
			 local(10, 24, 20, 0) + 12 * HOUR + 1800);
	/* Half past two does not exist that night. */
	assert_in_range(wake_time("02:30", local(3, 28, 20, 0)), local(3, 29, 1, 30),
			local(3, 29, 3, 30));
}

static void mistakes(void **state)
{
	static const char *const texts[] = {
		"", "+", "8h", "+8", "+h", "+8x", "+-8h", "+ 8h", "+8h30", "+0h",
		"+99999999999999999999h", "+1h99999999999999999999d", "24:00", "12:60", "12", "12:",
		":30", "12:3", "12:345", "-1:30", "12:-5", "12:30pm", " 12:30", "12: 3", "12:+3", "+12:30", "tomorrow",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		if (wake_time(texts[i], 1790000000) != -EINVAL)
			fail_msg("taken for a time: %s", texts[i]);
}

/* A minute before half past seven 07:30 may mean today, and may mean tomorrow. */
static void too_near_or_too_far(void **state)
{
	static const char *const texts[] = { "20:16", "+59s", "+367d", "+1d366d" };
	time_t now;

	(void)state;
	in_zone(CENTRAL_EUROPE);
	now = local(11, 21, 20, 15) + 1;
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
		if (wake_time(texts[i], now) != -ERANGE)
			fail_msg("in reach: %s", texts[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(durations),
		cmocka_unit_test(clock_times),
		cmocka_unit_test(summer_time),
		cmocka_unit_test(mistakes),
		cmocka_unit_test(too_near_or_too_far),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
