// SPDX-License-Identifier: GPL-2.0-or-later
#include "image/page-chain.h"

#include <string.h>

#include "image/checksum.h"
#include "image/format.h"

uint32_t page_chain_capacity(size_t page_size, uint32_t record_size)
{
	return (uint32_t)((page_size - sizeof(struct image_chain_head)) / record_size);
}

uint64_t page_chain_pages(const struct page_chain *chain)
{
	return (chain->record_count - 1) /
		       page_chain_capacity(chain->page_size, chain->record_size) + 1;
}

uint32_t page_chain_count(const struct page_chain *chain, uint64_t index)
{
	uint32_t capacity = page_chain_capacity(chain->page_size, chain->record_size);
	uint64_t rest = chain->record_count - index * capacity;

	return rest < capacity ? (uint32_t)rest : capacity;
}

/* Everything after the checksum field, padding included. */
static uint64_t page_checksum(const struct page_chain *chain, const void *page)
{
	size_t start = offsetof(struct image_chain_head, index);

	return checksum((const uint8_t *)page + start, chain->page_size - start, chain->seed);
}

void *page_chain_begin(const struct page_chain *chain, void *page)
{
	memset(page, 0, chain->page_size);
	return (struct image_chain_head *)page + 1;
}

void page_chain_end(const struct page_chain *chain, void *page, uint64_t index,
		    uint64_t next_page)
{
	struct image_chain_head *head = page;

	memcpy(head->magic, chain->magic, sizeof(head->magic));
	head->index = le64_make(index);
	head->next_page = le64_make(next_page);
	head->record_count = le32_make(page_chain_count(chain, index));
	head->checksum = le64_make(page_checksum(chain, page));
}

enum image_error page_chain_get(const struct page_chain *chain, const void *page,
				uint64_t index, const void **records, uint64_t *next_page)
{
	const struct image_chain_head *head = page;
	int last = index == page_chain_pages(chain) - 1;

	if (memcmp(head->magic, chain->magic, sizeof(head->magic)) ||
	    le64_get(head->checksum) != page_checksum(chain, page))
		return IMAGE_LIST_DAMAGED;
	*records = head + 1;
	*next_page = le64_get(head->next_page);
	if (le64_get(head->index) != index ||
	    le32_get(head->record_count) != page_chain_count(chain, index) ||
	    last != (*next_page == 0) || *next_page >= chain->device_pages)
		return IMAGE_LIST_INVALID;
	return IMAGE_OK;
}
