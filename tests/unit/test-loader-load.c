// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include "loader/load.h"

enum { MIB = 1 << 20 };

static void no_further_ahead_than_memory_allows(void **state)
{
	(void)state;
	assert_int_equal(load_read_ahead(500u * MIB, 600u * MIB), LOAD_READ_AHEAD_MIN);
	assert_int_equal(load_read_ahead(600u * MIB, 600u * MIB), LOAD_READ_AHEAD_MIN);
	assert_int_equal(load_read_ahead(640u * MIB, 600u * MIB), LOAD_READ_AHEAD_MIN + 10 * MIB);
}

static void as_far_ahead_as_possible_if_memory_cannot_be_told(void **state)
{
	(void)state;
	assert_true(load_read_ahead(UINT64_MAX, 600u * MIB) > LOAD_READ_AHEAD_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_further_ahead_than_memory_allows),
		cmocka_unit_test(as_far_ahead_as_possible_if_memory_cannot_be_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
