/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef IMAGE_MARK_H
#define IMAGE_MARK_H

#include <stddef.h>
#include <stdint.h>

#include "image/error.h"
#include "image/format.h"

/* What a mark says; header_page in pages from the device's start. */
struct image_mark_info {
	uint8_t nonce[IMAGE_NONCE_SIZE];
	uint64_t header_page;
	uint32_t load_attempts;
};

/* Write our part of the mark into a swap header page; the signature is the caller's. */
void image_mark_put(void *swap_header_page, size_t page_size,
		    const struct image_mark_info *info);

/*
 * Turn our part of the mark into a receipt: only its nonce stays, by which the writer of
 * the image learns, in the restored system, that it was restored.
 */
void image_mark_retire(void *swap_header_page, size_t page_size);

/* Is there the receipt of the image with this nonce? */
int image_mark_is_retired(const void *swap_header_page, size_t page_size,
			  const uint8_t nonce[IMAGE_NONCE_SIZE]);

/*
 * Read the mark out of a page whose signature is the suspend one.
 * IMAGE_FOREIGN, IMAGE_MARK_DAMAGED, IMAGE_VERSION_UNKNOWN or IMAGE_PAGE_SIZE_DIFFERS.
 */
must_check enum image_error image_mark_get(const void *swap_header_page, size_t page_size,
					   struct image_mark_info *info);

#endif
