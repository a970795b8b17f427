// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include "image/checksum.h"
#include "image/extent-list.h"
#include "tests/unit/sample.h"

#define PAGE 4096
#define CAPACITY 252

static void make_page(uint8_t *page)
{
	static const struct swap_extent extents[] = { { 600, 5 }, { 10, 4 }, { 900, 1 } };
	struct image_info info = sample_info();

	image_list_put(page, &info, 0, 0, extents);
}

static void seal(uint8_t *page)
{
	struct image_info info = sample_info();
	struct le64 sum = le64_make(checksum(page + 16, PAGE - 16, image_seed(info.nonce)));

	memcpy(page + 8, &sum, sizeof(sum));
}

static void has_room_for_what_a_page_holds(void **state)
{
	(void)state;
	assert_int_equal(page_chain_capacity(4096, 16), CAPACITY);
	assert_int_equal(page_chain_capacity(65536, 16), 4092);
}

/* Count extents through full pages and a rest, out of a chain of pages. */
static void comes_back_as_written(void **state)
{
	static const uint64_t counts[] = { 1, CAPACITY - 1, CAPACITY, CAPACITY + 1,
					   2 * CAPACITY, 2 * CAPACITY + 7 };
	uint64_t random = 1, page_count, next;
	uint8_t page[PAGE];

	(void)state;
	for (size_t c = 0; c < ARRAY_SIZE(counts); c++) {
		struct image_info info = sample_info();
		struct swap_extent *in = calloc(counts[c], sizeof(*in));
		struct swap_extent *out = calloc(counts[c], sizeof(*out));

		for (size_t i = 0; i < counts[c]; i++) {
			in[i].start_page = next_random(&random);
			in[i].page_count = (uint32_t)next_random(&random);
		}
		info.extent_count = counts[c];
		info.list_page_count = page_count = (counts[c] + CAPACITY - 1) / CAPACITY;
		for (uint64_t i = 0; i < page_count; i++) {
			uint64_t after = i + 1 < page_count ? i + 3 : 0;

			image_list_put(page, &info, i, after, in);
			assert_error(image_list_get(page, &info, i, out, &next), IMAGE_OK,
				     "list page");
			assert_int_equal(next, after);
		}
		for (size_t i = 0; i < counts[c]; i++) {
			assert_int_equal(out[i].start_page, in[i].start_page);
			assert_int_equal(out[i].page_count, in[i].page_count);
		}
		free(in);
		free(out);
	}
}

static void refuses_every_flipped_bit(void **state)
{
	struct image_info info = sample_info();
	struct swap_extent extents[3];
	uint8_t page[PAGE];
	uint64_t next;

	(void)state;
	make_page(page);
	for (size_t bit = 0; bit < sizeof(page) * 8; bit++) {
		page[bit / 8] ^= (uint8_t)(1 << bit % 8);
		assert_error(image_list_get(page, &info, 0, extents, &next),
			     IMAGE_LIST_DAMAGED, "flipped bit");
		page[bit / 8] ^= (uint8_t)(1 << bit % 8);
	}
	assert_error(image_list_get(page, &info, 0, extents, &next), IMAGE_OK,
		     "all bits flipped back");
}

static void refuses_a_page_of_another_image(void **state)
{
	struct image_info info = sample_info();
	struct swap_extent extents[3];
	uint8_t page[PAGE];
	uint64_t next;

	(void)state;
	make_page(page);
	info.nonce[0]++;
	assert_error(image_list_get(page, &info, 0, extents, &next), IMAGE_LIST_DAMAGED,
		     "other nonce");
}

/* The right checksum, but a field that the header contradicts. */
static void refuses_wrong_fields(void **state)
{
	static const struct {
		const char *what;
		size_t offset;
		uint8_t byte;
	} cases[] = {
		{ "index 1", 16, 1 },
		{ "index 2^56", 23, 1 },
		{ "a page after the last", 24, 7 },
		{ "two extents", 32, 2 },
		{ "four extents", 32, 4 },
		{ "extents 2^24 + 3", 35, 1 },
		{ "area of the first extent", 64 + 12, 1 },
		{ "area of the last extent", 64 + 2 * 16 + 15, 1 },
	};
	struct image_info info = sample_info();
	struct swap_extent extents[3];
	uint8_t page[PAGE];
	uint64_t next;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		make_page(page);
		page[cases[i].offset] = cases[i].byte;
		seal(page);
		assert_error(image_list_get(page, &info, 0, extents, &next),
			     IMAGE_LIST_INVALID, cases[i].what);
	}
}

/* Page 0 of two; the chain must go on, and inside the device. */
static void checks_the_chain(void **state)
{
	static const struct {
		const char *what;
		uint64_t index;
		uint64_t next;
		enum image_error error;
	} cases[] = {
		{ "goes on", 0, 999, IMAGE_OK },
		{ "ends too early", 0, 0, IMAGE_LIST_INVALID },
		{ "leaves the device", 0, 1000, IMAGE_LIST_INVALID },
		{ "leaves the numbers", 0, UINT64_MAX, IMAGE_LIST_INVALID },
		{ "comes back to its start", 1, 700, IMAGE_LIST_INVALID },
	};
	static struct swap_extent extents[CAPACITY + 1];
	struct image_info info = sample_info();
	uint8_t page[PAGE];
	uint64_t next;

	(void)state;
	info.extent_count = CAPACITY + 1;
	info.list_page_count = 2;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		image_list_put(page, &info, 0, cases[i].next, extents);
		assert_error(image_list_get(page, &info, cases[i].index, extents, &next),
			     cases[i].error, cases[i].what);
	}
}

/* The sample: 10 data pages in 3 extents, 1000 device pages, swap header on page 500. */
static void checks_where_extents_lie(void **state)
{
	static const struct {
		const char *what;
		struct swap_extent extents[3];
		enum image_error error;
	} cases[] = {
		{ "in order", { { 1, 5 }, { 10, 4 }, { 900, 1 } }, IMAGE_OK },
		{ "not in order", { { 900, 1 }, { 10, 4 }, { 1, 5 } }, IMAGE_OK },
		{ "neighbours", { { 10, 4 }, { 5, 5 }, { 14, 1 } }, IMAGE_OK },
		{ "at both ends", { { 995, 5 }, { 0, 4 }, { 10, 1 } }, IMAGE_OK },
		{ "around the swap header", { { 501, 5 }, { 496, 4 }, { 1, 1 } }, IMAGE_OK },
		{ "over the swap header", { { 500, 5 }, { 10, 4 }, { 1, 1 } },
		  IMAGE_EXTENT_OUTSIDE },
		{ "ends in the swap header", { { 10, 4 }, { 496, 5 }, { 1, 1 } },
		  IMAGE_EXTENT_OUTSIDE },
		{ "swap header alone", { { 10, 4 }, { 1, 5 }, { 500, 1 } },
		  IMAGE_EXTENT_OUTSIDE },
		{ "begins at the end", { { 1000, 5 }, { 10, 4 }, { 1, 1 } },
		  IMAGE_EXTENT_OUTSIDE },
		{ "ends behind the end", { { 996, 5 }, { 10, 4 }, { 1, 1 } },
		  IMAGE_EXTENT_OUTSIDE },
		{ "wraps around", { { UINT64_MAX, 5 }, { 10, 4 }, { 1, 1 } },
		  IMAGE_EXTENT_OUTSIDE },
		{ "most pages there are", { { 1, 5 }, { 10, UINT32_MAX }, { 1, 1 } },
		  IMAGE_EXTENT_OUTSIDE },
		{ "empty", { { 1, 0 }, { 10, 9 }, { 900, 1 } }, IMAGE_EXTENT_OUTSIDE },
		{ "a page too few", { { 1, 5 }, { 10, 3 }, { 900, 1 } }, IMAGE_LIST_INVALID },
		{ "a page too many", { { 1, 5 }, { 10, 5 }, { 900, 1 } }, IMAGE_LIST_INVALID },
		{ "one page twice", { { 10, 4 }, { 1, 5 }, { 5, 1 } },
		  IMAGE_EXTENT_OVERLAPS },
		{ "one in another", { { 12, 1 }, { 900, 1 }, { 10, 8 } },
		  IMAGE_EXTENT_OVERLAPS },
		{ "the same start", { { 10, 1 }, { 10, 8 }, { 900, 1 } },
		  IMAGE_EXTENT_OVERLAPS },
	};
	struct image_info info = sample_info();
	struct swap_extent scratch[3];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		assert_error(image_extents_check(cases[i].extents, &info, scratch),
			     cases[i].error, cases[i].what);
}

/* A sum that is right only in 32 bits. */
static void sums_up_without_overflow(void **state)
{
	static const struct swap_extent extents[] = {
		{ 1000, UINT32_MAX }, { 1ull << 40, 11 }
	};
	struct image_info info = sample_info();
	struct swap_extent scratch[2];

	(void)state;
	info.extent_count = 2;
	info.device_pages = 1ull << 41;
	assert_error(image_extents_check(extents, &info, scratch), IMAGE_LIST_INVALID,
		     "sum of 2^32 + 10");
}

/* Disjoint extents in random order pass, are sorted on the way, and one overlap is found. */
static void sorts_random_lists(void **state)
{
	enum { COUNT = 1000 };
	static struct swap_extent extents[COUNT], scratch[COUNT];
	uint64_t random = 2, pages;

	(void)state;
	for (int round = 0; round < 50; round++) {
		struct image_info info = sample_info();
		uint64_t at = 501, victim = next_random(&random) % COUNT;

		info.extent_count = 1 + next_random(&random) % COUNT;
		pages = 0;
		for (size_t i = 0; i < info.extent_count; i++) {
			size_t other = next_random(&random) % (i + 1);

			extents[i] = extents[other];
			extents[other].start_page = at += next_random(&random) % 2;
			extents[other].page_count = 1 + next_random(&random) % 5;
			at += extents[other].page_count;
			pages += extents[other].page_count;
		}
		info.device_pages = at;
		info.stored_bytes = pages * PAGE;
		assert_error(image_extents_check(extents, &info, scratch), IMAGE_OK,
			     "disjoint");
		for (size_t i = 1; i < info.extent_count; i++)
			assert_true(scratch[i - 1].start_page < scratch[i].start_page);
		victim %= info.extent_count;
		if (extents[victim].start_page == scratch[0].start_page)
			continue;
		extents[victim].start_page--;
		extents[victim].page_count++;
		info.stored_bytes += PAGE;
		for (size_t i = 0; i < info.extent_count; i++)
			if (extents[i].start_page + extents[i].page_count ==
			    extents[victim].start_page + 1)
				assert_error(image_extents_check(extents, &info, scratch),
					     IMAGE_EXTENT_OVERLAPS, "one page twice");
	}
}

/* Every byte of the stream, in steps that do and do not end with an extent. */
static void finds_places_in_the_stream(void **state)
{
	static const struct swap_extent extents[] = { { 600, 2 }, { 10, 1 }, { 11, 3 } };
	static const uint64_t pages[] = { 600, 601, 10, 11, 12, 13 };
	static const uint64_t ends[] = { 2, 2, 3, 6, 6, 6 };

	(void)state;
	for (uint64_t step = 1; step < 3 * PAGE; step += 509) {
		struct image_cursor cursor = { 0 };

		for (uint64_t at = 0; at < ARRAY_SIZE(pages) * PAGE; at += step) {
			uint64_t place, run;

			run = image_stream_run(extents, PAGE, &cursor, at, &place);
			assert_int_equal(place, pages[at / PAGE] * PAGE + at % PAGE);
			assert_int_equal(run, ends[at / PAGE] * PAGE - at);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_room_for_what_a_page_holds),
		cmocka_unit_test(comes_back_as_written),
		cmocka_unit_test(refuses_every_flipped_bit),
		cmocka_unit_test(refuses_a_page_of_another_image),
		cmocka_unit_test(refuses_wrong_fields),
		cmocka_unit_test(checks_the_chain),
		cmocka_unit_test(checks_where_extents_lie),
		cmocka_unit_test(sums_up_without_overflow),
		cmocka_unit_test(sorts_random_lists),
		cmocka_unit_test(finds_places_in_the_stream),
	};

	return cmocka_run_group_tests_name("extent-list", tests, NULL, NULL);
}
