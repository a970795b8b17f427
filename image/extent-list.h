/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef IMAGE_EXTENT_LIST_H
#define IMAGE_EXTENT_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "image/error.h"
#include "image/header.h"
#include "image/page-chain.h"
#include "kernel/swap-extent.h"

/* The chain of an image's list pages. */
struct page_chain image_list_chain(const struct image_info *info);

/* Fill page number index of the list from all of the image's extents. */
void image_list_put(void *page, const struct image_info *info, uint64_t index,
		    uint64_t next_page, const struct swap_extent *extents);

/*
 * Read page number index of the list into its place in extents[info->extent_count] and
 * set *next_page. IMAGE_LIST_DAMAGED or IMAGE_LIST_INVALID.
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
