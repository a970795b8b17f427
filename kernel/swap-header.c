// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/swap-header.h"

#include <string.h>

#define SIGNATURE_SIZE 10
#define SIGNATURE_FROM_END 10
#define ORIGINAL_SIGNATURE_FROM_END 20
#define UUID_OFFSET 1036

#define SIGNATURE_SWAP "SWAPSPACE2"
#define SIGNATURE_USER_SUSPEND "ULSUSPEND\0"

enum swap_signature swap_header_signature(const void *page, size_t page_size)
{
	const char *signature = (const char *)page + page_size - SIGNATURE_FROM_END;

	if (!memcmp(signature, SIGNATURE_SWAP, SIGNATURE_SIZE))
		return SWAP_SIGNATURE_SWAP;
	if (!memcmp(signature, SIGNATURE_USER_SUSPEND, 9))
		return SWAP_SIGNATURE_USER_SUSPEND;
	if (!memcmp(signature, "S1SUSPEND", 9) || !memcmp(signature, "S2SUSPEND", 9) ||
	    !memcmp(signature, "LINHIB0001", SIGNATURE_SIZE))
		return SWAP_SIGNATURE_KERNEL_SUSPEND;
	return SWAP_SIGNATURE_NONE;
}

void swap_header_set_suspended(void *page, size_t page_size)
{
	char *end = (char *)page + page_size;

	memcpy(end - ORIGINAL_SIGNATURE_FROM_END, end - SIGNATURE_FROM_END, SIGNATURE_SIZE);
	memcpy(end - SIGNATURE_FROM_END, SIGNATURE_USER_SUSPEND, SIGNATURE_SIZE);
}

void swap_header_set_swap(void *page, size_t page_size)
{
	char *end = (char *)page + page_size;

	memset(end - ORIGINAL_SIGNATURE_FROM_END, 0, SIGNATURE_SIZE);
	memcpy(end - SIGNATURE_FROM_END, SIGNATURE_SWAP, SIGNATURE_SIZE);
}

const uint8_t *swap_header_uuid(const void *page)
{
	return (const uint8_t *)page + UUID_OFFSET;
}
