/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_SWAP_PAGE_H
#define WRITER_SWAP_PAGE_H

#include <stddef.h>
#include <stdint.h>

#include "image/mark.h"

/*
 * The first page of a swap area, with the swap header and a mark or receipt: as it is on
 * the disk, or as it shall be. All functions: 0 or -errno.
 */
struct swap_page {
	int device;      /* open, the caller's */
	uint64_t offset; /* bytes from the device's start */
	size_t size;     /* bytes */
	void *data;      /* shared with a child; allocated once for as long as the program runs */
};

/* Read page number of the device. */
int swap_page_open(struct swap_page *page, int device, uint64_t number);

/* Read it again. */
int swap_page_read(const struct swap_page *page);

/* Write it, to stable storage. */
int swap_page_write(const struct swap_page *page);

/* Plain swap again, with a receipt in the place of the mark; to stable storage. */
int swap_page_leave_receipt(const struct swap_page *page, const struct image_receipt *receipt);

#endif
