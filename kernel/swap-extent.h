/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_SWAP_EXTENT_H
#define KERNEL_SWAP_EXTENT_H

#include <stdint.h>

/* A run of pages on a block device; both in pages, counted from the device's start. */
struct swap_extent {
	uint64_t start_page;
	uint32_t page_count;
};

#endif
