// SPDX-License-Identifier: GPL-2.0-or-later
#include "image/mark.h"

#include <string.h>

#include "image/checksum.h"

static uint64_t mark_checksum(const struct image_mark *mark)
{
	return checksum(mark, offsetof(struct image_mark, checksum), 0);
}

void image_mark_put(void *swap_header_page, size_t page_size,
		    const struct image_mark_info *info)
{
	struct image_mark mark = { .version = le32_make(IMAGE_VERSION) };

	memcpy(mark.magic, IMAGE_MARK_MAGIC, sizeof(mark.magic));
	memcpy(mark.nonce, info->nonce, sizeof(mark.nonce));
	mark.page_size = le32_make((uint32_t)page_size);
	mark.header_page = le64_make(info->header_page);
	mark.load_attempts = le32_make(info->load_attempts);
	mark.checksum = le64_make(mark_checksum(&mark));
	memcpy((uint8_t *)swap_header_page + page_size - IMAGE_MARK_FROM_END, &mark,
	       sizeof(mark));
}

void image_mark_clear(void *swap_header_page, size_t page_size)
{
	memset((uint8_t *)swap_header_page + page_size - IMAGE_MARK_FROM_END, 0,
	       sizeof(struct image_mark));
}

enum image_error image_mark_get(const void *swap_header_page, size_t page_size,
				struct image_mark_info *info)
{
	struct image_mark mark;

	memcpy(&mark, (const uint8_t *)swap_header_page + page_size - IMAGE_MARK_FROM_END,
	       sizeof(mark));
	if (memcmp(mark.magic, IMAGE_MARK_MAGIC, sizeof(mark.magic)))
		return IMAGE_FOREIGN;
	if (le64_get(mark.checksum) != mark_checksum(&mark))
		return IMAGE_MARK_DAMAGED;
	if (le32_get(mark.version) != IMAGE_VERSION)
		return IMAGE_VERSION_UNKNOWN;
	if (le32_get(mark.page_size) != page_size)
		return IMAGE_PAGE_SIZE_DIFFERS;
	memcpy(info->nonce, mark.nonce, sizeof(info->nonce));
	info->header_page = le64_get(mark.header_page);
	info->load_attempts = le32_get(mark.load_attempts);
	return IMAGE_OK;
}
