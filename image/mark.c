// SPDX-License-Identifier: GPL-2.0-or-later
#include "image/mark.h"

#include <string.h>

#include "image/checksum.h"

static uint64_t mark_checksum(const struct image_mark *mark)
{
	return checksum(mark, offsetof(struct image_mark, checksum), 0);
}

static int is_zero(const uint8_t *bytes, size_t size)
{
	while (size > 0 && bytes[size - 1] == 0)
		size--;
	return size == 0;
}

void image_mark_put(void *swap_header_page, size_t page_size,
		    const struct image_mark_info *info)
{
	struct image_mark mark = { .version = le32_make(IMAGE_VERSION) };
	uint8_t *sector = (uint8_t *)swap_header_page + page_size - IMAGE_MARK_FROM_END;

	memcpy(mark.magic, IMAGE_MARK_MAGIC, sizeof(mark.magic));
	memcpy(mark.nonce, info->nonce, sizeof(mark.nonce));
	mark.page_size = le32_make((uint32_t)page_size);
	mark.header_page = le64_make(info->header_page);
	mark.load_attempts = le32_make(info->load_attempts);
	mark.checksum = le64_make(mark_checksum(&mark));
	memcpy(sector, &mark, sizeof(mark));
	memset(sector + sizeof(mark), 0, IMAGE_FOREIGN_FIELDS_SIZE);
}

void image_mark_retire(void *swap_header_page, size_t page_size)
{
	uint8_t *place = (uint8_t *)swap_header_page + page_size - IMAGE_MARK_FROM_END;
	struct image_mark old, retired = { 0 };

	memcpy(&old, place, sizeof(old));
	memcpy(retired.magic, IMAGE_RETIRED_MAGIC, sizeof(retired.magic));
	memcpy(retired.nonce, old.nonce, sizeof(retired.nonce));
	memcpy(place, &retired, sizeof(retired));
}

int image_mark_is_retired(const void *swap_header_page, size_t page_size,
			  const uint8_t nonce[IMAGE_NONCE_SIZE])
{
	struct image_mark mark;

	memcpy(&mark, (const uint8_t *)swap_header_page + page_size - IMAGE_MARK_FROM_END,
	       sizeof(mark));
	return !memcmp(mark.magic, IMAGE_RETIRED_MAGIC, sizeof(mark.magic)) &&
	       !memcmp(mark.nonce, nonce, sizeof(mark.nonce));
}

enum image_error image_mark_get(const void *swap_header_page, size_t page_size,
				struct image_mark_info *info)
{
	const uint8_t *sector =
		(const uint8_t *)swap_header_page + page_size - IMAGE_MARK_FROM_END;
	struct image_mark mark;

	memcpy(&mark, sector, sizeof(mark));
	/*
	 * swapon takes back a suspend signature but leaves our mark. s2disk may set the
	 * signature again beside it, and then says here where its own image begins.
	 */
	if (memcmp(mark.magic, IMAGE_MARK_MAGIC, sizeof(mark.magic)) ||
	    !is_zero(sector + sizeof(mark), IMAGE_FOREIGN_FIELDS_SIZE))
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
