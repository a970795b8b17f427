// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The extent list: an input is a repair byte, the header's numbers (device pages in 4
 * bytes, swap header page in 4, extents in 2, stored bytes in 4), and for each list page
 * the number of its bytes in 2 and these; the rest of the page is zero.
 */
#include <stdlib.h>
#include <string.h>

#include "image/extent-list.h"
#include "tests/fuzz/fuzz.h"

enum { PAGE = 4096, EXTENTS_MAX = 1024, CAPACITY = 252 };

static const uint8_t nonce[IMAGE_NONCE_SIZE] = { 1, 2, 3, 4, 5, 6, 7, 0x88, 9 };

static int take_info(struct input *input, struct image_info *info)
{
	memset(info, 0, sizeof(*info));
	memcpy(info->nonce, nonce, sizeof(nonce));
	info->page_size = PAGE;
	info->device_pages = take_number(input, 4);
	info->swap_header_page = take_number(input, 4);
	info->extent_count = take_number(input, 2) % EXTENTS_MAX;
	info->stored_bytes = take_number(input, 4) + 1;
	info->list_page_count = (info->extent_count + CAPACITY - 1) / CAPACITY;
	return info->extent_count > 0 && info->extent_count <= image_data_pages(info);
}

static int read_list(struct input *input, unsigned int repairs, const struct image_info *info,
		     struct swap_extent *extents)
{
	static uint8_t page[PAGE];
	uint64_t next = 1;

	for (uint64_t i = 0; i < info->list_page_count; i++) {
		memset(page, 0, PAGE);
		take(input, page, take_number(input, 2) % (PAGE + 1));
		if (repairs & REPAIR_LIST)
			repair_chained(page, PAGE, image_seed(nonce));
		if (image_list_get(page, info, i, extents, &next))
			return 0;
		demand(next < info->device_pages);
		demand((next == 0) == (i == info->list_page_count - 1));
	}
	return 1;
}

/* Each against each other, without the sort of the code under test. */
static void check_disjoint(const struct swap_extent *extents, const struct image_info *info)
{
	for (uint64_t i = 0; i < info->extent_count; i++) {
		uint64_t start = extents[i].start_page, end = start + extents[i].page_count;

		demand(start < end && end <= info->device_pages);
		demand(info->swap_header_page < start || info->swap_header_page >= end);
		for (uint64_t j = 0; j < i; j++)
			demand(extents[j].start_page >= end ||
			       extents[j].start_page + extents[j].page_count <= start);
	}
}

/* The stream goes through all extents in their order and ends where they do. */
static void check_stream(const struct swap_extent *extents, const struct image_info *info)
{
	uint64_t end = image_data_pages(info) * PAGE, position = 0, place;
	struct image_cursor cursor = { 0, 0 };

	for (uint64_t i = 0; i < info->extent_count; i++) {
		uint64_t run = image_stream_run(extents, PAGE, &cursor, position, &place);

		demand(place == extents[i].start_page * PAGE);
		demand(run == (uint64_t)extents[i].page_count * PAGE);
		position += run;
	}
	demand(position == end);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	unsigned int repairs = take_repairs(&input);
	struct image_info info;
	struct swap_extent *extents, *scratch;

	if (!take_info(&input, &info))
		return 0;
	/* Exactly as large as promised, so that the sanitizer sees a write behind the end. */
	extents = calloc((size_t)info.extent_count, sizeof(*extents));
	scratch = calloc((size_t)info.extent_count, sizeof(*scratch));
	if (read_list(&input, repairs, &info, extents) &&
	    image_extents_check(extents, &info, scratch) == IMAGE_OK) {
		check_disjoint(extents, &info);
		check_stream(extents, &info);
	}
	free(extents);
	free(scratch);
	return 0;
}
