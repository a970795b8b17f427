// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The header: an input is a repair byte and the header page's bytes; what is missing at its
 * end is zero. The checksum lies at the very end, so that it comes first here.
 */
#include <stdlib.h>
#include <string.h>

#include "image/chunk.h"
#include "image/header.h"
#include "tests/fuzz/fuzz.h"

/* The limits of FORMAT.md, on which all that follows relies. */
static void check_limits(const struct image_info *info)
{
	uint64_t chunk_bytes = (uint64_t)info->chunk_pages * info->page_size;

	demand(info->page_size >= 4096 && info->page_size <= 65536);
	demand((info->page_size & (info->page_size - 1)) == 0);
	demand(chunk_bytes > 0 && chunk_bytes <= 1048576);
	demand(info->image_pages > 0 && info->image_pages <= 1ull << 36);
	demand(info->extent_count > 0 && info->extent_count <= 524288);
	demand(info->extent_count <= image_data_pages(info));
	demand(info->first_list_page < info->device_pages);
	demand(info->swap_header_page < info->device_pages);
	demand(info->device_pages < 1ull << 51);
	demand(info->power_mode <= 2);
	demand(info->guard_count <= 4096 && info->first_guard_page < info->device_pages);
	demand((info->guard_count == 0) == (info->first_guard_page == 0));
	demand(info->stored_bytes / 33 >= info->chunk_count);
	demand(info->stored_bytes >> 10 <= (info->chunk_count << 10));
}

static void check_sums(const struct image_info *info)
{
	uint64_t last = info->chunk_count - 1, capacity = (info->page_size - 64) / 16;
	uint64_t full = (uint64_t)info->chunk_pages * info->page_size;

	demand(image_chunk_raw_size(info, 0) > 0 && image_chunk_raw_size(info, 0) <= full);
	demand(last * full + image_chunk_raw_size(info, last) ==
	       info->image_pages * info->page_size);
	demand(info->list_page_count * capacity >= info->extent_count);
	demand((info->list_page_count - 1) * capacity < info->extent_count);
}

/* Written anew it is accepted again and says the same. */
static void check_again(const struct image_info *info)
{
	static uint8_t page[IMAGE_HEADER_SIZE];
	struct image_info again;

	image_header_put(page, info);
	demand(image_header_get(page, &again) == IMAGE_OK);
	demand(!memcmp(&again, info, sizeof(again)));
}

static void check_place(const struct image_info *info)
{
	struct image_place place = { info->nonce, info->swap_uuid, info->page_size,
				     info->swap_header_page, info->device_pages };
	uint8_t other[IMAGE_NONCE_SIZE];

	demand(image_header_check_place(info, &place) == IMAGE_OK);
	memcpy(other, info->nonce, sizeof(other));
	other[15] ^= 1;
	place.nonce = other;
	demand(image_header_check_place(info, &place) == IMAGE_HEADER_STALE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t page[IMAGE_HEADER_SIZE];
	struct input input = { data, size };
	unsigned int repairs = take_repairs(&input);
	struct image_info info;

	take(&input, page + sizeof(page) - 8, 8);
	take(&input, page, sizeof(page) - 8);
	if (repairs & REPAIR_HEADER)
		repair_header(page);
	if (image_header_get(page, &info))
		return 0;
	check_limits(&info);
	check_sums(&info);
	check_again(&info);
	check_place(&info);
	return 0;
}
