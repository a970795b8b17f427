// SPDX-License-Identifier: GPL-2.0-or-later
#include "loader/image-reader.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "image/extent-list.h"
#include "kernel/block-device.h"
#include "kernel/swap-header.h"
#include "loader/log.h"

void *pages_allocate(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
			    -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

static int read_swap_header(struct image *image)
{
	return block_device_read(image->fd, image->swap_header, image->page_size,
				 image->offset * image->page_size);
}

const char *image_open(struct image *image, const char *path, uint64_t offset)
{
	uint64_t bytes = 0;
	int r;

	memset(image, 0, sizeof(*image));
	image->page_size = (size_t)getpagesize();
	image->offset = offset;
	image->outcome = IMAGE_OUTCOME_REFUSED;
	image->fd = block_device_open(path, 0);
	if (image->fd < 0)
		return failure(path, image->fd);
	r = block_device_size(image->fd, &bytes);
	if (r < 0)
		return failure(path, r);
	image->device_pages = bytes / image->page_size;
	if (offset >= image->device_pages)
		return "the resume offset lies outside the device";
	image->swap_header = pages_allocate(image->page_size);
	if (!image->swap_header)
		return failure("memory for the swap header", -ENOMEM);
	r = read_swap_header(image);
	for (int i = 1; r < 0 && i < READ_TRIES; i++) {
		sleep(1);
		r = read_swap_header(image);
	}
	return r < 0 ? failure("reading the swap header", r) : NULL;
}

const char *image_open_writable(struct image *image, const char *path)
{
	int fd = block_device_open(path, 1);

	if (fd < 0)
		return failure(path, fd);
	close(image->fd);
	image->fd = fd;
	return NULL;
}

enum image_error image_find(struct image *image)
{
	if (swap_header_signature(image->swap_header, image->page_size) !=
	    SWAP_SIGNATURE_USER_SUSPEND)
		return IMAGE_ABSENT;
	return image_mark_get(image->swap_header, image->page_size, &image->mark);
}

static const char *read_page(struct image *image, void *page, uint64_t number)
{
	int r = block_device_read(image->fd, page, image->page_size,
				  number * image->page_size);

	if (r == 0)
		return NULL;
	image->outcome = IMAGE_OUTCOME_FAILED;
	return failure("reading the image's description", r);
}

static const char *read_header(struct image *image, void *page)
{
	struct image_place place = {
		.nonce = image->mark.nonce,
		.swap_uuid = swap_header_uuid(image->swap_header),
		.page_size = (uint32_t)image->page_size,
		.swap_header_page = image->offset,
		.device_pages = image->device_pages,
	};
	const char *reason;
	enum image_error error;

	if (image->mark.header_page >= image->device_pages)
		return image_error_text(IMAGE_HEADER_PLACE);
	reason = read_page(image, page, image->mark.header_page);
	if (reason)
		return reason;
	error = image_header_get(page, &image->info);
	if (error == IMAGE_OK)
		error = image_header_check_place(&image->info, &place);
	return error ? image_error_text(error) : NULL;
}

static const char *read_list(struct image *image, void *page)
{
	uint64_t next = image->info.first_list_page;

	for (uint64_t i = 0; i < image->info.list_page_count; i++) {
		const char *reason = read_page(image, page, next);
		enum image_error error;

		if (reason)
			return reason;
		error = image_list_get(page, &image->info, i, image->extents, &next);
		if (error)
			return image_error_text(error);
	}
	return NULL;
}

static const char *read_guards(struct image *image, void *page)
{
	struct page_chain chain = image_guard_chain(&image->info);
	uint64_t next = image->info.first_guard_page;

	if (image->info.guard_count == 0)
		return NULL;
	for (uint64_t i = 0; i < page_chain_pages(&chain); i++) {
		const char *reason = read_page(image, page, next);
		enum image_error error;

		if (reason)
			return reason;
		error = image_guard_get(page, &image->info, i, image->guards, &next);
		if (error)
			return image_error_text(error);
	}
	return NULL;
}

static const char *check_extents(struct image *image)
{
	size_t size = (size_t)image->info.extent_count * sizeof(struct swap_extent);
	struct swap_extent *scratch = pages_allocate(size);
	enum image_error error;

	if (!scratch)
		return failure("memory for the extent list", -ENOMEM);
	error = image_extents_check(image->extents, &image->info, scratch);
	munmap(scratch, size);
	return error ? image_error_text(error) : NULL;
}

static const char *read_lists(struct image *image, void *page)
{
	const struct image_info *info = &image->info;
	const char *reason;

	image->extents = pages_allocate((size_t)info->extent_count *
					sizeof(struct swap_extent));
	image->guards = pages_allocate((size_t)(info->guard_count + 1) *
				       sizeof(struct image_guard));
	if (!image->extents || !image->guards)
		return failure("memory for the lists of the image", -ENOMEM);
	reason = read_list(image, page);
	if (!reason)
		reason = check_extents(image);
	return reason ? reason : read_guards(image, page);
}

const char *image_read(struct image *image)
{
	void *page = pages_allocate(image->page_size);
	const char *reason;

	if (!page)
		return failure("memory for the image header", -ENOMEM);
	reason = read_header(image, page);
	if (!reason)
		reason = read_lists(image, page);
	munmap(page, image->page_size);
	return reason;
}

int image_read_stream(const struct image *image, struct image_cursor *cursor, void *buffer,
		      size_t size, uint64_t position)
{
	for (char *p = buffer; size > 0;) {
		uint64_t place, run = image_stream_run(image->extents, image->page_size,
						       cursor, position, &place);
		int r;

		if (run > size)
			run = size;
		r = block_device_read(image->fd, p, (size_t)run, place);
		if (r < 0)
			return r;
		p += run;
		position += run;
		size -= (size_t)run;
	}
	return 0;
}

int image_is_marked(struct image *image)
{
	int r = read_swap_header(image);

	return r < 0 || swap_header_signature(image->swap_header, image->page_size) ==
				SWAP_SIGNATURE_USER_SUSPEND;
}

static int write_swap_header(struct image *image)
{
	int r = block_device_write(image->fd, image->swap_header, image->page_size,
				   image->offset * image->page_size);

	return r < 0 ? r : block_device_flush(image->fd);
}

int image_write_mark(struct image *image, const struct image_mark_info *mark)
{
	image_mark_put(image->swap_header, image->page_size, mark);
	return write_swap_header(image);
}

int image_remove_mark(struct image *image, enum image_outcome outcome, const char *reason)
{
	struct image_receipt receipt = { .outcome = outcome, .figures = image->mark.figures };

	memcpy(receipt.nonce, image->mark.nonce, sizeof(receipt.nonce));
	snprintf(receipt.reason, sizeof(receipt.reason), "%s", reason);
	swap_header_set_swap(image->swap_header, image->page_size);
	image_receipt_put(image->swap_header, image->page_size, &receipt);
	return write_swap_header(image);
}
