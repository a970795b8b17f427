/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_SWAP_HEADER_H
#define KERNEL_SWAP_HEADER_H

#include <stddef.h>
#include <stdint.h>

/*
 * The first page of a swap area: include/linux/swap.h, and struct swsusp_header in
 * kernel/power/swap.c. Functions on a copy of the page in memory.
 */

enum swap_signature {
	SWAP_SIGNATURE_NONE,           /* not a swap area */
	SWAP_SIGNATURE_SWAP,           /* SWAPSPACE2: plain swap */
	SWAP_SIGNATURE_KERNEL_SUSPEND, /* S1SUSPEND and its predecessors: the kernel's own */
	SWAP_SIGNATURE_USER_SUSPEND,   /* ULSUSPEND: an image made from user space */
};

enum swap_signature swap_header_signature(const void *page, size_t page_size);

/* Set ULSUSPEND and keep the present signature beside it. */
void swap_header_set_suspended(void *page, size_t page_size);

/* Set SWAPSPACE2 again. */
void swap_header_set_swap(void *page, size_t page_size);

/* The 16 bytes of the area's UUID. */
const uint8_t *swap_header_uuid(const void *page);

#endif
