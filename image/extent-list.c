// SPDX-License-Identifier: GPL-2.0-or-later
#include "image/extent-list.h"

#include <string.h>


struct page_chain image_list_chain(const struct image_info *info)
{
	return (struct page_chain){
		.magic = IMAGE_LIST_MAGIC,
		.page_size = info->page_size,
		.record_size = sizeof(struct image_extent),
		.record_count = info->extent_count,
		.device_pages = info->device_pages,
		.seed = image_seed(info->nonce),
	};
}

void image_list_put(void *page, const struct image_info *info, uint64_t index,
		    uint64_t next_page, const struct swap_extent *extents)
{
	struct page_chain chain = image_list_chain(info);
	struct image_extent *records = page_chain_begin(&chain, page);

	extents += index * page_chain_capacity(chain.page_size, chain.record_size);
	for (uint32_t i = 0; i < page_chain_count(&chain, index); i++) {
		records[i].start_page = le64_make(extents[i].start_page);
		records[i].page_count = le32_make(extents[i].page_count);
	}
	page_chain_end(&chain, page, index, next_page);
}

enum image_error image_list_get(const void *page, const struct image_info *info,
				uint64_t index, struct swap_extent *extents,
				uint64_t *next_page)
{
	struct page_chain chain = image_list_chain(info);
	const struct image_extent *record;
	const void *records;
	enum image_error error = page_chain_get(&chain, page, index, &records, next_page);

	if (error)
		return error;
	record = records;
	extents += index * page_chain_capacity(chain.page_size, chain.record_size);
	for (uint32_t i = 0; i < page_chain_count(&chain, index); i++) {
		if (le32_get(record[i].area) != 0)
			return IMAGE_LIST_INVALID;
		extents[i].start_page = le64_get(record[i].start_page);
		extents[i].page_count = le32_get(record[i].page_count);
	}
	return IMAGE_OK;
}

static int extent_inside(const struct swap_extent *extent, const struct image_info *info)
{
	return extent->page_count > 0 && extent->start_page < info->device_pages &&
	       extent->page_count <= info->device_pages - extent->start_page;
}

static int extent_covers(const struct swap_extent *extent, uint64_t page)
{
	return page >= extent->start_page && page - extent->start_page < extent->page_count;
}

static void sift_down(struct swap_extent *heap, size_t root, size_t count)
{
	for (size_t child; (child = 2 * root + 1) < count; root = child) {
		struct swap_extent swap = heap[root];

		if (child + 1 < count && heap[child].start_page < heap[child + 1].start_page)
			child++;
		if (swap.start_page >= heap[child].start_page)
			return;
		heap[root] = heap[child];
		heap[child] = swap;
	}
}

/* Heap sort: bounded time without recursion on hostile input. */
static void sort_by_start(struct swap_extent *extents, size_t count)
{
	for (size_t i = count / 2; i-- > 0;)
		sift_down(extents, i, count);
	for (size_t end = count; end-- > 1;) {
		struct swap_extent swap = extents[0];

		extents[0] = extents[end];
		extents[end] = swap;
		sift_down(extents, 0, end);
	}
}

enum image_error image_extents_check(const struct swap_extent *extents,
				     const struct image_info *info,
				     struct swap_extent *scratch)
{
	size_t count = (size_t)info->extent_count;
	uint64_t pages = 0;

	for (size_t i = 0; i < count; i++) {
		if (!extent_inside(&extents[i], info) ||
		    extent_covers(&extents[i], info->swap_header_page))
			return IMAGE_EXTENT_OUTSIDE;
		pages += extents[i].page_count;
		scratch[i] = extents[i];
	}
	if (pages != image_data_pages(info))
		return IMAGE_LIST_INVALID;
	sort_by_start(scratch, count);
	for (size_t i = 1; i < count; i++)
		if (extent_covers(&scratch[i - 1], scratch[i].start_page))
			return IMAGE_EXTENT_OVERLAPS;
	return IMAGE_OK;
}

uint64_t image_stream_run(const struct swap_extent *extents, size_t page_size,
			  struct image_cursor *cursor, uint64_t position,
			  uint64_t *device_offset)
{
	const struct swap_extent *extent = &extents[cursor->extent];
	uint64_t length = (uint64_t)extent->page_count * page_size;

	while (position - cursor->extent_at >= length) {
		cursor->extent_at += length;
		extent = &extents[++cursor->extent];
		length = (uint64_t)extent->page_count * page_size;
	}
	*device_offset = extent->start_page * page_size + (position - cursor->extent_at);
	return length - (position - cursor->extent_at);
}
