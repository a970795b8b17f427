/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef IMAGE_EXTENT_LIST_H
#define IMAGE_EXTENT_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "image/error.h"
#include "image/header.h"
#include "kernel/swap-extent.h"

/* Extents that fit into one list page. */
uint32_t image_list_capacity(size_t page_size);

/*
 * Fill one page of the list: count extents, and the device page of the next list page,
 * 0 in the last one. index counts the list pages from 0.
 */
void image_list_put(void *page, size_t page_size, uint64_t seed, uint64_t index,
		    uint64_t next_page, const struct swap_extent *extents, uint32_t count);

/*
 * Read list page number index, below info->list_page_count, into its place in extents[info->extent_count] and set
 * *next_page, which lies inside the device, or is 0 after the last page.
 */
must_check enum image_error image_list_get(const void *page, const struct image_info *info,
					   uint64_t index, struct swap_extent *extents,
					   uint64_t *next_page);

/*
 * All extents inside the device, off the swap header, disjoint, and of the right sum?
 * scratch has room for info->extent_count extents and is overwritten.
 */
must_check enum image_error image_extents_check(const struct swap_extent *extents,
						const struct image_info *info,
						struct swap_extent *scratch);

/* A place in the data stream; all zero at its start. */
struct image_cursor {
	uint64_t extent;    /* index */
	uint64_t extent_at; /* byte of the stream where that extent begins */
};

/*
 * Where on the device, in bytes, does byte position of the stream lie, and how many bytes
 * are there in one run? The cursor serves ever higher positions inside the stream.
 */
uint64_t image_stream_run(const struct swap_extent *extents, size_t page_size,
			  struct image_cursor *cursor, uint64_t position,
			  uint64_t *device_offset);

#endif
