/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef IMAGE_MARK_H
#define IMAGE_MARK_H

#include <stddef.h>
#include <stdint.h>

#include "image/error.h"
#include "image/figures.h"
#include "image/format.h"

/* What a mark says; header_page in pages from the device's start. */
struct image_mark_info {
	uint8_t nonce[IMAGE_NONCE_SIZE];
	uint64_t header_page;
	uint32_t load_attempts;
	struct image_figures figures;
};

/* What became of an image. */
enum image_outcome {
	IMAGE_OUTCOME_RESTORED = 1,  /* or the machine died while it was being restored */
	IMAGE_OUTCOME_REFUSED = 2,
	IMAGE_OUTCOME_ABORTED = 3,   /* taken back by its writer */
	IMAGE_OUTCOME_FAILED = 4,    /* it could not be loaded or restored */
};

/* The receipt in the place of a mark that is used up. */
struct image_receipt {
	uint8_t nonce[IMAGE_NONCE_SIZE];
	enum image_outcome outcome;
	struct image_figures figures;
	char reason[129];            /* zeros behind it; empty if it was restored */
};

/* Write our part of the mark into a swap header page; the signature is the caller's. */
void image_mark_put(void *swap_header_page, size_t page_size,
		    const struct image_mark_info *info);

/*
 * Read the mark out of a page whose signature is the suspend one.
 * IMAGE_FOREIGN, IMAGE_MARK_DAMAGED, IMAGE_VERSION_UNKNOWN or IMAGE_PAGE_SIZE_DIFFERS.
 */
must_check enum image_error image_mark_get(const void *swap_header_page, size_t page_size,
					   struct image_mark_info *info);

/* Put a receipt in the place of the mark. */
void image_receipt_put(void *swap_header_page, size_t page_size,
		       const struct image_receipt *receipt);

/* Read the receipt. IMAGE_ABSENT or IMAGE_MARK_DAMAGED. */
must_check enum image_error image_receipt_get(const void *swap_header_page, size_t page_size,
					      struct image_receipt *receipt);

#endif
