// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The guards: an input is a repair byte, the device's pages in 4 bytes, the number of
 * guards in 1, and for each guard page the number of its bytes in 2 and these; the rest of
 * the page is zero.
 */
#include <stdlib.h>
#include <string.h>

#include "image/guard.h"
#include "tests/fuzz/fuzz.h"

enum { PAGE = 4096, CAPACITY = 31 };

static const uint8_t nonce[IMAGE_NONCE_SIZE] = { 1, 2, 3, 4, 5, 6, 7, 0x88, 9 };

static void check_stretch(const struct image_guard *guard, uint64_t offset, uint64_t size)
{
	demand(guard->device_sectors < 1ull << 54);
	demand(size <= 1048576);
	demand(offset <= guard->device_sectors * 512);
	demand(offset + size <= guard->device_sectors * 512);
}

static void check_guard(const struct image_guard *guard)
{
	demand(guard->size > 0);
	check_stretch(guard, guard->offset, guard->size);
	check_stretch(guard, guard->anchor_offset, guard->anchor_size);
	demand(memchr(guard->place, '\0', sizeof(guard->place)));
}

static uint64_t read_page(struct input *input, unsigned int repairs,
			  const struct image_info *info, uint64_t index,
			  struct image_guard *guards)
{
	static uint8_t page[PAGE];
	uint64_t next;

	memset(page, 0, PAGE);
	take(input, page, take_number(input, 2) % (PAGE + 1));
	if (repairs & REPAIR_LIST)
		repair_chained(page, PAGE, image_seed(nonce));
	if (image_guard_get(page, info, index, guards, &next))
		return 0;
	for (uint64_t i = index * CAPACITY; i < info->guard_count && i < (index + 1) * CAPACITY;
	     i++)
		check_guard(&guards[i]);
	demand(next < info->device_pages);
	demand((next == 0) == ((index + 1) * CAPACITY >= info->guard_count));
	return next;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	unsigned int repairs = take_repairs(&input);
	struct image_info info = { .page_size = PAGE };
	struct image_guard *guards;
	uint64_t index = 0;

	memcpy(info.nonce, nonce, sizeof(nonce));
	info.device_pages = take_number(&input, 4);
	info.guard_count = take_byte(&input) % 128;
	if (info.guard_count == 0)
		return 0;
	/* Exactly as large as promised, so that the sanitizer sees a write behind the end. */
	guards = calloc((size_t)info.guard_count, sizeof(*guards));
	demand(guards);
	while (read_page(&input, repairs, &info, index, guards) != 0)
		index++;
	free(guards);
	return 0;
}
