// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include "suspend-writer/room.h"

static void ample_room_holds_an_image_that_does_not_compress(void **state)
{
	const uint64_t free_swap = 1600u << 20;

	(void)state;
	assert_true(room_is_ample(free_swap, 1500u << 20));
	assert_false(room_is_ample(free_swap, (1500u << 20) + 1));
	assert_false(room_is_ample(free_swap, 1600u << 20));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ample_room_holds_an_image_that_does_not_compress),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
