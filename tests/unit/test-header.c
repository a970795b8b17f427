// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include "image/checksum.h"
#include "tests/unit/sample.h"

static void put64(uint8_t *page, size_t offset, uint64_t value)
{
	struct le64 v = le64_make(value);

	memcpy(page + offset, &v, sizeof(v));
}

static void put32(uint8_t *page, size_t offset, uint32_t value)
{
	struct le32 v = le32_make(value);

	memcpy(page + offset, &v, sizeof(v));
}

static void make_page(uint8_t *page)
{
	struct image_info info = sample_info();

	image_header_put(page, &info);
}

static void comes_back_as_written(void **state)
{
	uint8_t page[IMAGE_HEADER_SIZE];
	struct image_info info = sample_info(), got;

	(void)state;
	/* Names without a final zero byte, padding bytes alike in both. */
	memset(info.kernel_release, 'k', 64);
	memset(info.machine_name, 'm', 64);
	make_page(page);
	image_header_put(page, &info);
	memset(&got, 0xff, sizeof(got));
	assert_error(image_header_get(page, &got), IMAGE_OK, "header");
	assert_string_equal(got.kernel_release, info.kernel_release);
	assert_string_equal(got.machine_name, info.machine_name);
	assert_int_equal(got.architecture, info.architecture);
	assert_int_equal(got.page_size, info.page_size);
	assert_int_equal(got.codec, info.codec);
	assert_int_equal(got.chunk_pages, info.chunk_pages);
	assert_int_equal(got.power_mode, info.power_mode);
	assert_int_equal(got.image_pages, info.image_pages);
	assert_int_equal(got.restore_pages, info.restore_pages);
	assert_int_equal(got.chunk_count, info.chunk_count);
	assert_int_equal(got.stored_bytes, info.stored_bytes);
	assert_int_equal(got.extent_count, info.extent_count);
	assert_int_equal(got.list_page_count, info.list_page_count);
	assert_int_equal(got.first_list_page, info.first_list_page);
	assert_int_equal(got.swap_header_page, info.swap_header_page);
	assert_int_equal(got.device_pages, info.device_pages);
	assert_int_equal(got.created_seconds, info.created_seconds);
	assert_memory_equal(got.nonce, info.nonce, sizeof(got.nonce));
	assert_memory_equal(got.swap_uuid, info.swap_uuid, sizeof(got.swap_uuid));
	assert_memory_equal(got.boot_id, info.boot_id, sizeof(got.boot_id));
}

static void refuses_every_flipped_bit(void **state)
{
	uint8_t page[IMAGE_HEADER_SIZE];
	struct image_info info;

	(void)state;
	make_page(page);
	for (size_t bit = 0; bit < sizeof(page) * 8; bit++) {
		page[bit / 8] ^= (uint8_t)(1 << bit % 8);
		assert_error(image_header_get(page, &info), IMAGE_HEADER_DAMAGED,
			     "flipped bit");
		page[bit / 8] ^= (uint8_t)(1 << bit % 8);
	}
	assert_error(image_header_get(page, &info), IMAGE_OK, "all bits flipped back");
}

/* One field changed, the checksum right. */
static const struct field_case {
	const char *what;
	size_t offset;
	unsigned int bits;
	uint64_t value;
	enum image_error error;
} field_cases[] = {
	{ "unchanged", 72, 64, 200, IMAGE_OK },
	{ "version 0", 8, 32, 0, IMAGE_VERSION_UNKNOWN },
	{ "version 2", 8, 32, 2, IMAGE_VERSION_UNKNOWN },
	{ "another architecture", 12, 32, 183, IMAGE_OK },
	{ "lowest incompat bit", 16, 64, 1, IMAGE_FEATURE_UNKNOWN },
	{ "highest incompat bit", 16, 64, 1ull << 63, IMAGE_FEATURE_UNKNOWN },
	{ "every compat bit", 24, 64, ~0ull, IMAGE_OK },
	{ "page size 0", 48, 32, 0, IMAGE_HEADER_INVALID },
	{ "page size 2048", 48, 32, 2048, IMAGE_HEADER_INVALID },
	{ "page size 5120", 48, 32, 5120, IMAGE_HEADER_INVALID },
	{ "page size 131072", 48, 32, 131072, IMAGE_HEADER_INVALID },
	{ "codec 0", 52, 32, 0, IMAGE_CODEC_UNKNOWN },
	{ "codec 2", 52, 32, 2, IMAGE_CODEC_UNKNOWN },
	{ "no chunk pages", 56, 32, 0, IMAGE_HEADER_INVALID },
	{ "chunks above the limit", 56, 32, 129, IMAGE_HEADER_INVALID },
	{ "chunk pages that overflow", 56, 32, 0x100001, IMAGE_HEADER_INVALID },
	{ "power mode 3", 60, 32, 3, IMAGE_HEADER_INVALID },
	{ "no image pages", 64, 64, 0, IMAGE_HEADER_INVALID },
	{ "image pages above the limit", 64, 64, (1ull << 36) + 1, IMAGE_HEADER_INVALID },
	{ "image pages at 2^64", 64, 64, ~0ull, IMAGE_HEADER_INVALID },
	{ "one image page more", 64, 64, 129, IMAGE_HEADER_INVALID },
	{ "as many as four chunks hold", 64, 64, 128, IMAGE_OK },
	{ "restore pages at the limit", 72, 64, 1ull << 36, IMAGE_OK },
	{ "restore pages above the limit", 72, 64, (1ull << 36) + 1, IMAGE_HEADER_INVALID },
	{ "no chunks", 80, 64, 0, IMAGE_HEADER_INVALID },
	{ "one chunk fewer", 80, 64, 3, IMAGE_HEADER_INVALID },
	{ "one chunk more", 80, 64, 5, IMAGE_HEADER_INVALID },
	{ "nothing stored", 88, 64, 0, IMAGE_HEADER_INVALID },
	{ "stored bytes below the least", 88, 64, 4 * 33 - 1, IMAGE_HEADER_INVALID },
	{ "stored bytes above the most", 88, 64, 4 * (32 + 131072 + 2048 + 256) + 1,
	  IMAGE_HEADER_INVALID },
	{ "stored bytes at the most", 88, 64, 4 * (32 + 131072 + 2048 + 256), IMAGE_OK },
	{ "stored bytes at 2^64", 88, 64, ~0ull, IMAGE_HEADER_INVALID },
	{ "no extents", 96, 64, 0, IMAGE_HEADER_INVALID },
	{ "more extents than data pages", 96, 64, 11, IMAGE_HEADER_INVALID },
	{ "as many extents as data pages", 96, 64, 10, IMAGE_OK },
	{ "extents at 2^64", 96, 64, ~0ull, IMAGE_HEADER_INVALID },
	{ "no list page", 104, 64, 0, IMAGE_HEADER_INVALID },
	{ "a list page too many", 104, 64, 2, IMAGE_HEADER_INVALID },
	{ "first list page outside", 112, 64, 1000, IMAGE_HEADER_INVALID },
	{ "first list page at 2^64", 112, 64, ~0ull, IMAGE_HEADER_INVALID },
	{ "swap header outside", 120, 64, 1000, IMAGE_HEADER_INVALID },
	{ "no device pages", 128, 64, 0, IMAGE_HEADER_INVALID },
	{ "device of 2^63 bytes", 128, 64, 1ull << 51, IMAGE_HEADER_INVALID },
	{ "device of 2^63 bytes but a page", 128, 64, (1ull << 51) - 1, IMAGE_OK },
	{ "device pages at 2^64", 128, 64, ~0ull, IMAGE_HEADER_INVALID },
	{ "reserved byte", 304, 32, 1, IMAGE_OK },
};

static void put_field(uint8_t *page, const struct field_case *field)
{
	if (field->bits == 32)
		put32(page, field->offset, (uint32_t)field->value);
	else
		put64(page, field->offset, field->value);
	put64(page, 4088, checksum(page, 4088, 0));
}

static void checks_each_field(void **state)
{
	uint8_t page[IMAGE_HEADER_SIZE];
	struct image_info info;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(field_cases); i++) {
		make_page(page);
		put_field(page, &field_cases[i]);
		assert_error(image_header_get(page, &info), field_cases[i].error,
			     field_cases[i].what);
	}
}

/* Beyond one limit each, and otherwise consistent. */
static void keeps_to_the_limits(void **state)
{
	static const struct {
		const char *what;
		uint32_t page_size, chunk_pages;
		uint64_t image_pages, chunk_count, stored_bytes;
		uint64_t extent_count, list_page_count;
		enum image_error error;
	} cases[] = {
		{ "page size", 65536, 1, 100, 100, 40000, 1, 1, IMAGE_OK },
		{ "page size above", 131072, 1, 100, 100, 40000, 1, 1, IMAGE_HEADER_INVALID },
		{ "chunk", 4096, 256, 100, 1, 40000, 1, 1, IMAGE_OK },
		{ "chunk above", 4096, 257, 100, 1, 40000, 1, 1, IMAGE_HEADER_INVALID },
		{ "chunk far above", 4096, 0x100001, 100, 1, 4000, 1, 1,
		  IMAGE_HEADER_INVALID },
		{ "no image pages", 4096, 1, 0, 0, 0, 1, 1, IMAGE_HEADER_INVALID },
		{ "image pages", 4096, 256, 1ull << 36, 1ull << 28, 1ull << 40, 1, 1,
		  IMAGE_OK },
		{ "image pages above", 4096, 256, (1ull << 36) + 1, (1ull << 28) + 1,
		  1ull << 40, 1, 1, IMAGE_HEADER_INVALID },
		{ "no extents", 4096, 128, 100, 1, 40000, 0, UINT64_MAX / 252 + 1,
		  IMAGE_HEADER_INVALID },
	};
	uint8_t page[IMAGE_HEADER_SIZE];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct image_info info = sample_info(), got;

		info.page_size = cases[i].page_size;
		info.chunk_pages = cases[i].chunk_pages;
		info.image_pages = cases[i].image_pages;
		info.chunk_count = cases[i].chunk_count;
		info.stored_bytes = cases[i].stored_bytes;
		info.extent_count = cases[i].extent_count;
		info.list_page_count = cases[i].list_page_count;
		image_header_put(page, &info);
		assert_error(image_header_get(page, &got), cases[i].error, cases[i].what);
	}
}

static void bounds_the_number_of_extents(void **state)
{
	uint8_t page[IMAGE_HEADER_SIZE];
	struct image_info info = sample_info(), got;

	(void)state;
	info.image_pages = 1 << 20;
	info.chunk_count = info.image_pages / info.chunk_pages;
	info.stored_bytes = info.chunk_count * (32 + 131072);
	info.extent_count = IMAGE_EXTENTS_MAX;
	info.list_page_count = (IMAGE_EXTENTS_MAX + 251) / 252;
	image_header_put(page, &info);
	assert_error(image_header_get(page, &got), IMAGE_OK, "as many as allowed");
	info.extent_count++;
	image_header_put(page, &info);
	assert_error(image_header_get(page, &got), IMAGE_HEADER_INVALID, "one more");
}

static void checks_its_place(void **state)
{
	struct image_info info = sample_info(), other = info;
	const struct image_place right = {
		.nonce = info.nonce,
		.swap_uuid = info.swap_uuid,
		.page_size = 4096,
		.swap_header_page = 500,
		.device_pages = 1000,
	};
	struct image_place place = right;

	(void)state;
	assert_error(image_header_check_place(&info, &right), IMAGE_OK, "right place");
	other.nonce[15] ^= 1;
	place.nonce = other.nonce;
	assert_error(image_header_check_place(&info, &place), IMAGE_HEADER_STALE, "nonce");
	place = right;
	other.swap_uuid[15] ^= 1;
	place.swap_uuid = other.swap_uuid;
	assert_error(image_header_check_place(&info, &place), IMAGE_AREA_RECREATED, "uuid");
	place = right;
	place.page_size = 16384;
	assert_error(image_header_check_place(&info, &place), IMAGE_PAGE_SIZE_DIFFERS,
		     "page size");
	place = right;
	place.swap_header_page--;
	assert_error(image_header_check_place(&info, &place), IMAGE_AREA_MOVED, "offset");
	place = right;
	place.device_pages++;
	assert_error(image_header_check_place(&info, &place), IMAGE_DEVICE_RESIZED, "size");
}

static void counts_data_pages(void **state)
{
	struct image_info info = sample_info();

	(void)state;
	info.stored_bytes = 1;
	assert_int_equal(image_data_pages(&info), 1);
	info.stored_bytes = 4096;
	assert_int_equal(image_data_pages(&info), 1);
	info.stored_bytes = 4097;
	assert_int_equal(image_data_pages(&info), 2);
}

static void takes_the_seed_from_the_nonce(void **state)
{
	struct image_info info = sample_info();

	(void)state;
	assert_int_equal(image_seed(info.nonce), 0x8807060504030201ull);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back_as_written),
		cmocka_unit_test(refuses_every_flipped_bit),
		cmocka_unit_test(checks_each_field),
		cmocka_unit_test(keeps_to_the_limits),
		cmocka_unit_test(bounds_the_number_of_extents),
		cmocka_unit_test(checks_its_place),
		cmocka_unit_test(counts_data_pages),
		cmocka_unit_test(takes_the_seed_from_the_nonce),
	};

	return cmocka_run_group_tests_name("header", tests, NULL, NULL);
}
