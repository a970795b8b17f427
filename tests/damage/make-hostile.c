// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Make an image whose checksums are right and that asks for all that the format allows:
 * make-hostile KIND FILE. The file is large and sparse; there is no data in it.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "image/extent-list.h"
#include "image/guard.h"
#include "image/mark.h"
#include "kernel/block-device.h"
#include "kernel/swap-header.h"

enum { PAGE = 4096, HEADER_PAGE = 1, LIST_PAGE = 2, GUARD_PAGE = 3000, DATA_PAGE = 4096 };

static struct swap_extent extents[IMAGE_EXTENTS_MAX];
static struct image_guard guards[IMAGE_GUARDS_MAX];
static const uint8_t nonce[IMAGE_NONCE_SIZE] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };

static void write_page(int device, const void *page, uint64_t number)
{
	if (block_device_write(device, page, PAGE, number * PAGE) < 0)
		abort();
}

/* Every other page, from the last to the first: the sort has everything to do. */
static struct image_info most_extents(void)
{
	struct image_info info = {
		.chunk_pages = 1,
		.image_pages = IMAGE_EXTENTS_MAX,
		.stored_bytes = (uint64_t)IMAGE_EXTENTS_MAX * PAGE,
		.extent_count = IMAGE_EXTENTS_MAX,
		.guard_count = IMAGE_GUARDS_MAX,
		.device_pages = DATA_PAGE + 2 * IMAGE_EXTENTS_MAX,
	};

	for (uint32_t i = 0; i < IMAGE_EXTENTS_MAX; i++)
		extents[i] = (struct swap_extent){ info.device_pages - 2 * (i + 1), 1 };
	for (uint32_t i = 0; i < IMAGE_GUARDS_MAX; i++)
		guards[i] = (struct image_guard){ .device_sectors = 4096, .size = 1 << 20 };
	return info;
}

static struct image_info most_chunks(void)
{
	struct image_info info = {
		.chunk_pages = IMAGE_CHUNK_BYTES_MAX / PAGE,
		.image_pages = IMAGE_PAGES_MAX,
		.extent_count = 1,
		.stored_bytes = IMAGE_PAGES_MAX * PAGE / IMAGE_CHUNK_BYTES_MAX * 33,
	};

	extents[0].start_page = DATA_PAGE;
	extents[0].page_count = (uint32_t)((info.stored_bytes - 1) / PAGE + 1);
	info.device_pages = DATA_PAGE + extents[0].page_count;
	return info;
}

/* The last page of the chain leads to itself if looping. */
static void write_lists(int device, struct image_info *info, int looping)
{
	struct page_chain list = image_list_chain(info), chain = image_guard_chain(info);
	uint8_t page[PAGE];
	uint64_t last = page_chain_pages(&list) - 1;

	for (uint64_t i = 0; i <= last; i++) {
		uint64_t end = looping ? LIST_PAGE : 0;

		image_list_put(page, info, i, i < last ? LIST_PAGE + i + 1 : end, extents);
		write_page(device, page, LIST_PAGE + i);
	}
	if (info->guard_count == 0)
		return;
	last = page_chain_pages(&chain) - 1;
	for (uint64_t i = 0; i <= last; i++) {
		image_guard_put(page, info, i, i < last ? GUARD_PAGE + i + 1 : 0, guards);
		write_page(device, page, GUARD_PAGE + i);
	}
}

static void complete(struct image_info *info)
{
	info->page_size = PAGE;
	info->architecture = image_native_architecture();
	info->codec = IMAGE_CODEC_ZSTD;
	info->chunk_count = (info->image_pages - 1) / info->chunk_pages + 1;
	info->first_list_page = LIST_PAGE;
	info->first_guard_page = info->guard_count > 0 ? GUARD_PAGE : 0;
	memcpy(info->nonce, nonce, sizeof(nonce));
	info->list_page_count = (info->extent_count - 1) / 252 + 1;
}

static void write_image(int device, struct image_info *info, int looping)
{
	struct image_mark_info mark = { .header_page = HEADER_PAGE };
	uint8_t page[PAGE] = { 0 };

	if (ftruncate(device, (off_t)info->device_pages * PAGE) < 0)
		abort();
	write_lists(device, info, looping);
	image_header_put(page, info);
	write_page(device, page, HEADER_PAGE);
	memset(page, 0, sizeof(page));
	memcpy(mark.nonce, nonce, sizeof(nonce));
	swap_header_set_swap(page, PAGE);
	swap_header_set_suspended(page, PAGE);
	image_mark_put(page, PAGE, &mark);
	write_page(device, page, 0);
}

int main(int argc, char **argv)
{
	struct image_info info;
	int device = argc == 3 ? open(argv[2], O_RDWR | O_CREAT | O_TRUNC, 0600) : -1;

	if (device < 0)
		return fprintf(stderr, "make-hostile extents|overlap|loop|chunks FILE\n"), 2;
	info = strcmp(argv[1], "chunks") ? most_extents() : most_chunks();
	if (!strcmp(argv[1], "overlap"))
		extents[IMAGE_EXTENTS_MAX - 1] = extents[0];
	complete(&info);
	write_image(device, &info, !strcmp(argv[1], "loop"));
	return 0;
}
