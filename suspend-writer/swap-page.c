// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/swap-page.h"

#include <errno.h>
#include <unistd.h>

#include "kernel/block-device.h"
#include "kernel/swap-header.h"
#include "suspend-writer/memory.h"

int swap_page_open(struct swap_page *page, int device, uint64_t number)
{
	page->device = device;
	page->size = (size_t)getpagesize();
	page->offset = number * page->size;
	page->data = memory_allocate_shared(page->size);
	return page->data ? swap_page_read(page) : -ENOMEM;
}

int swap_page_read(const struct swap_page *page)
{
	return block_device_read(page->device, page->data, page->size, page->offset);
}

int swap_page_write(const struct swap_page *page)
{
	int r = block_device_write(page->device, page->data, page->size, page->offset);

	return r < 0 ? r : block_device_flush(page->device);
}

int swap_page_leave_receipt(const struct swap_page *page, const struct image_receipt *receipt)
{
	swap_header_set_swap(page->data, page->size);
	image_receipt_put(page->data, page->size, receipt);
	return swap_page_write(page);
}
