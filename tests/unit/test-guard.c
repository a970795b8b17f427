// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include "image/guard.h"
#include "tests/unit/sample.h"

#define PAGE 4096
#define CAPACITY 31

static struct image_guard sample_guard(uint64_t number)
{
	struct image_guard guard = {
		.device_sectors = 1 << 20,
		.device_start = 2048 + number,
		.anchor_offset = 1128,
		.anchor_size = 16,
		.anchor_checksum = 1ull << 63 | number,
		.offset = 4096 * number,
		.size = 4096,
		.checksum = 1ull << 62 | number,
	};

	snprintf(guard.place, sizeof(guard.place), "/srv/%u", (unsigned int)number);
	return guard;
}

static void comes_back_as_written(void **state)
{
	static struct image_guard in[2 * CAPACITY + 7], out[2 * CAPACITY + 7];
	struct image_info info = sample_info();
	struct page_chain chain;
	uint8_t page[PAGE];
	uint64_t next;

	(void)state;
	info.guard_count = ARRAY_SIZE(in);
	for (size_t i = 0; i < ARRAY_SIZE(in); i++)
		in[i] = sample_guard(i);
	memset(in[5].place, 'p', sizeof(in[5].place) - 1);
	chain = image_guard_chain(&info);
	assert_int_equal(page_chain_pages(&chain), 3);
	for (uint64_t i = 0; i < 3; i++) {
		image_guard_put(page, &info, i, i < 2 ? i + 3 : 0, in);
		assert_error(image_guard_get(page, &info, i, out, &next), IMAGE_OK, "page");
		assert_int_equal(next, i < 2 ? i + 3 : 0);
	}
	for (size_t i = 0; i < ARRAY_SIZE(in); i++)
		assert_memory_equal(&in[i], &out[i], sizeof(in[i]));
}

static void refuses_bytes_outside_the_device(void **state)
{
	static const struct {
		const char *what;
		uint64_t sectors, offset, anchor_offset;
		uint32_t size, anchor_size;
		enum image_error error;
	} cases[] = {
		{ "at the end", 16, 4096, 8176, 4096, 16, IMAGE_OK },
		{ "no anchor", 16, 0, 0, 1, 0, IMAGE_OK },
		{ "largest", 4096, 1 << 20, 0, 1 << 20, 1 << 20, IMAGE_OK },
		{ "empty", 16, 0, 0, 0, 16, IMAGE_GUARD_INVALID },
		{ "too large", 8192, 0, 0, (1 << 20) + 1, 0, IMAGE_GUARD_INVALID },
		{ "anchor too large", 8192, 0, 0, 1, (1 << 20) + 1, IMAGE_GUARD_INVALID },
		{ "behind the end", 16, 4097, 0, 4096, 16, IMAGE_GUARD_INVALID },
		{ "anchor behind the end", 16, 0, 8177, 4096, 16, IMAGE_GUARD_INVALID },
		{ "wraps around", 16, UINT64_MAX, 0, 4096, 16, IMAGE_GUARD_INVALID },
		{ "anchor wraps around", 16, 0, UINT64_MAX - 7, 1, 16, IMAGE_GUARD_INVALID },
		{ "larger than the device", 1, 0, 0, 513, 0, IMAGE_GUARD_INVALID },
		{ "no device", 0, 0, 0, 1, 0, IMAGE_GUARD_INVALID },
		{ "bytes overflow", 1ull << 55, 0, 0, 1, 0, IMAGE_GUARD_INVALID },
	};
	struct image_info info = sample_info();
	uint8_t page[PAGE];
	uint64_t next;

	(void)state;
	info.guard_count = 1;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct image_guard guard = sample_guard(0);

		guard.device_sectors = cases[i].sectors;
		guard.offset = cases[i].offset;
		guard.size = cases[i].size;
		guard.anchor_offset = cases[i].anchor_offset;
		guard.anchor_size = cases[i].anchor_size;
		image_guard_put(page, &info, 0, 0, &guard);
		assert_error(image_guard_get(page, &info, 0, &guard, &next), cases[i].error,
			     cases[i].what);
	}
}

static void refuses_every_flipped_bit(void **state)
{
	struct image_info info = sample_info();
	struct image_guard guard = sample_guard(1);
	uint8_t page[PAGE];
	uint64_t next;

	(void)state;
	info.guard_count = 1;
	image_guard_put(page, &info, 0, 0, &guard);
	for (size_t bit = 0; bit < sizeof(page) * 8; bit++) {
		page[bit / 8] ^= (uint8_t)(1 << bit % 8);
		assert_error(image_guard_get(page, &info, 0, &guard, &next),
			     IMAGE_LIST_DAMAGED, "flipped bit");
		page[bit / 8] ^= (uint8_t)(1 << bit % 8);
	}
	info.nonce[0]++;
	assert_error(image_guard_get(page, &info, 0, &guard, &next), IMAGE_LIST_DAMAGED,
		     "other nonce");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back_as_written),
		cmocka_unit_test(refuses_bytes_outside_the_device),
		cmocka_unit_test(refuses_every_flipped_bit),
	};

	return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
