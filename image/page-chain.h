/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef IMAGE_PAGE_CHAIN_H
#define IMAGE_PAGE_CHAIN_H

#include <stddef.h>
#include <stdint.h>

#include "image/error.h"

/* Records of one size in pages of which each names the next: FORMAT.md, "Chained pages". */
struct page_chain {
	const char *magic;      /* 8 letters */
	size_t page_size;       /* bytes */
	uint32_t record_size;   /* bytes */
	uint64_t record_count;  /* in the whole chain, at least 1 */
	uint64_t device_pages;
	uint64_t seed;          /* of the checksums */
};

/* Records that fit into one page. */
uint32_t page_chain_capacity(size_t page_size, uint32_t record_size);

/* Pages that the chain has. */
uint64_t page_chain_pages(const struct page_chain *chain);

/* Records in page number index of the chain. */
uint32_t page_chain_count(const struct page_chain *chain, uint64_t index);

/* Clear a page and return the place of its records. */
void *page_chain_begin(const struct page_chain *chain, void *page);

/* Complete a page whose records are in place; next_page is 0 in the last one. */
void page_chain_end(const struct page_chain *chain, void *page, uint64_t index,
		    uint64_t next_page);

/*
 * Check page number index and set *records to its first record, *next_page to a page
 * inside the device, or 0 after the last. IMAGE_LIST_DAMAGED or IMAGE_LIST_INVALID.
 */
must_check enum image_error page_chain_get(const struct page_chain *chain, const void *page,
					   uint64_t index, const void **records,
					   uint64_t *next_page);

#endif
