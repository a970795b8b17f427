// SPDX-License-Identifier: GPL-2.0-or-later
#include "image/extent-list.h"

#include <string.h>

#include "image/checksum.h"

uint32_t image_list_capacity(size_t page_size)
{
	return (uint32_t)((page_size - sizeof(struct image_list_head)) /
			  sizeof(struct image_extent));
}

/* Everything after the checksum field, padding included. */
static uint64_t list_checksum(const void *page, size_t page_size, uint64_t seed)
{
	size_t start = offsetof(struct image_list_head, index);

	return checksum((const uint8_t *)page + start, page_size - start, seed);
}

void image_list_put(void *page, size_t page_size, uint64_t seed, uint64_t index,
		    uint64_t next_page, const struct swap_extent *extents, uint32_t count)
{
	struct image_list_head *head = page;
	struct image_extent *entry = (struct image_extent *)(head + 1);

	memset(page, 0, page_size);
	memcpy(head->magic, IMAGE_LIST_MAGIC, sizeof(head->magic));
	head->index = le64_make(index);
	head->next_page = le64_make(next_page);
	head->extent_count = le32_make(count);
	for (uint32_t i = 0; i < count; i++) {
		entry[i].start_page = le64_make(extents[i].start_page);
		entry[i].page_count = le32_make(extents[i].page_count);
	}
	head->checksum = le64_make(list_checksum(page, page_size, seed));
}

static uint32_t expected_count(const struct image_info *info, uint64_t index)
{
	uint32_t capacity = image_list_capacity(info->page_size);
	uint64_t rest = info->extent_count - index * capacity;

	return rest < capacity ? (uint32_t)rest : capacity;
}

enum image_error image_list_get(const void *page, const struct image_info *info,
				uint64_t index, struct swap_extent *extents,
				uint64_t *next_page)
{
	const struct image_list_head *head = page;
	const struct image_extent *entry = (const struct image_extent *)(head + 1);
	int last = index == info->list_page_count - 1;
	uint32_t count = expected_count(info, index);
	struct swap_extent *out = extents + index * image_list_capacity(info->page_size);

	if (memcmp(head->magic, IMAGE_LIST_MAGIC, sizeof(head->magic)) ||
	    le64_get(head->checksum) !=
		    list_checksum(page, info->page_size, image_seed(info->nonce)))
		return IMAGE_LIST_DAMAGED;
	*next_page = le64_get(head->next_page);
	if (le64_get(head->index) != index || le32_get(head->extent_count) != count ||
	    last != (*next_page == 0) || *next_page >= info->device_pages)
		return IMAGE_LIST_INVALID;
	for (uint32_t i = 0; i < count; i++) {
		if (le32_get(entry[i].area) != 0)
			return IMAGE_LIST_INVALID;
		out[i].start_page = le64_get(entry[i].start_page);
		out[i].page_count = le32_get(entry[i].page_count);
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
