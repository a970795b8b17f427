// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include "image/checksum.h"
#include "image/mark.h"

#define PAGE 4096
#define MARK (PAGE - 512)

static const struct image_mark_info sample = {
	.nonce = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 },
	.header_page = 0x123456789aull,
	.load_attempts = 2,
	.figures = { 1, 2ull << 40, 3ull << 40, 4, 5, 6, 7, 8, 9, UINT32_MAX },
};

static const struct image_receipt sample_receipt = {
	.nonce = { 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 },
	.outcome = IMAGE_OUTCOME_REFUSED,
	.figures = { 1, 2ull << 40, 3ull << 40, 4, 5, 6, 7, 8, 9, UINT32_MAX },
	.reason = "a chunk is damaged",
};

static void make_page(uint8_t *page, size_t page_size)
{
	memset(page, 0xee, page_size);
	image_mark_put(page, page_size, &sample);
}

static void seal(uint8_t *page)
{
	struct le64 sum = le64_make(checksum(page + MARK, 464, 0));

	memcpy(page + MARK + 464, &sum, sizeof(sum));
}

static void comes_back_as_written(void **state)
{
	static uint8_t page[65536];

	(void)state;
	for (size_t size = 4096; size <= sizeof(page); size *= 2) {
		struct image_mark_info info = { .header_page = 0 };

		make_page(page, size);
		assert_error(image_mark_get(page, size, &info), IMAGE_OK, "mark");
		assert_memory_equal(info.nonce, sample.nonce, sizeof(info.nonce));
		assert_int_equal(info.header_page, sample.header_page);
		assert_int_equal(info.load_attempts, sample.load_attempts);
		assert_memory_equal(&info.figures, &sample.figures, sizeof(info.figures));
	}
}

/* The signatures behind it and everything before it belong to others. */
static void leaves_the_rest_of_the_page_alone(void **state)
{
	uint8_t page[PAGE], before[PAGE];

	(void)state;
	memset(before, 0xee, sizeof(before));
	make_page(page, PAGE);
	assert_memory_equal(page, before, MARK);
	assert_memory_equal(page + PAGE - 20, before, 20);
	image_receipt_put(page, PAGE, &sample_receipt);
	assert_memory_equal(page, before, MARK);
	assert_memory_equal(page + PAGE - 20, before, 20);
}

static void receipt_comes_back_as_written(void **state)
{
	struct image_receipt receipt;
	struct image_mark_info info;
	uint8_t page[PAGE];

	(void)state;
	make_page(page, PAGE);
	assert_error(image_receipt_get(page, PAGE, &receipt), IMAGE_ABSENT, "mark");
	image_receipt_put(page, PAGE, &sample_receipt);
	assert_error(image_mark_get(page, PAGE, &info), IMAGE_FOREIGN, "receipt as mark");
	assert_error(image_receipt_get(page, PAGE, &receipt), IMAGE_OK, "receipt");
	assert_memory_equal(receipt.nonce, sample_receipt.nonce, IMAGE_NONCE_SIZE);
	assert_int_equal(receipt.outcome, sample_receipt.outcome);
	assert_memory_equal(&receipt.figures, &sample_receipt.figures, sizeof(receipt.figures));
	assert_string_equal(receipt.reason, sample_receipt.reason);
	page[MARK + 300] ^= 1;
	assert_error(image_receipt_get(page, PAGE, &receipt), IMAGE_MARK_DAMAGED, "flipped bit");
}

static void refuses_every_flipped_bit(void **state)
{
	struct image_mark_info info;
	uint8_t page[PAGE];

	(void)state;
	make_page(page, PAGE);
	for (size_t bit = 0; bit < 472 * 8; bit++) {
		page[MARK + bit / 8] ^= (uint8_t)(1 << bit % 8);
		assert_error(image_mark_get(page, PAGE, &info),
			     bit < 64 ? IMAGE_FOREIGN : IMAGE_MARK_DAMAGED, "flipped bit");
		page[MARK + bit / 8] ^= (uint8_t)(1 << bit % 8);
	}
	assert_error(image_mark_get(page, PAGE, &info), IMAGE_OK, "all bits flipped back");
}

/* An old mark of ours beside the signature and place that s2disk has written since. */
static void refuses_the_place_of_another_image(void **state)
{
	struct image_mark_info info;
	uint8_t page[PAGE];

	(void)state;
	for (size_t at = PAGE - 40; at < PAGE - 20; at++) {
		make_page(page, PAGE);
		page[at] = 1;
		assert_error(image_mark_get(page, PAGE, &info), IMAGE_FOREIGN, "place");
	}
}

static void refuses_intact_marks_of_others(void **state)
{
	static const struct {
		const char *what;
		size_t offset;
		uint8_t byte;
		enum image_error error;
	} cases[] = {
		{ "other magic", 7, '2', IMAGE_FOREIGN },
		{ "version 2", 8, 2, IMAGE_VERSION_UNKNOWN },
		{ "version 0", 8, 0, IMAGE_VERSION_UNKNOWN },
		{ "version 0x01000001", 11, 1, IMAGE_VERSION_UNKNOWN },
		{ "page size 0x4000", 13, 0x40, IMAGE_PAGE_SIZE_DIFFERS },
		{ "reserved byte", 44, 1, IMAGE_OK },
	};
	struct image_mark_info info;
	uint8_t page[PAGE];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		make_page(page, PAGE);
		page[MARK + cases[i].offset] = cases[i].byte;
		seal(page);
		assert_error(image_mark_get(page, PAGE, &info), cases[i].error,
			     cases[i].what);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back_as_written),
		cmocka_unit_test(leaves_the_rest_of_the_page_alone),
		cmocka_unit_test(receipt_comes_back_as_written),
		cmocka_unit_test(refuses_every_flipped_bit),
		cmocka_unit_test(refuses_the_place_of_another_image),
		cmocka_unit_test(refuses_intact_marks_of_others),
	};

	return cmocka_run_group_tests_name("mark", tests, NULL, NULL);
}
