// SPDX-License-Identifier: GPL-2.0-or-later
#include "image/mark.h"

#include <string.h>

#include "image/checksum.h"

/* Mark and receipt end alike. */
static uint64_t mark_checksum(const void *mark)
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
	image_figures_put(&mark.figures, &info->figures);
	mark.checksum = le64_make(mark_checksum(&mark));
	memcpy(sector, &mark, sizeof(mark));
	memset(sector + sizeof(mark), 0, IMAGE_FOREIGN_FIELDS_SIZE);
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
	image_figures_get(&mark.figures, &info->figures);
	return IMAGE_OK;
}

void image_receipt_put(void *swap_header_page, size_t page_size,
		       const struct image_receipt *receipt)
{
	struct image_receipt_record record = { .outcome = le32_make(receipt->outcome) };

	memcpy(record.magic, IMAGE_RECEIPT_MAGIC, sizeof(record.magic));
	memcpy(record.nonce, receipt->nonce, sizeof(record.nonce));
	image_figures_put(&record.figures, &receipt->figures);
	memcpy(record.reason, receipt->reason, sizeof(record.reason));
	record.checksum = le64_make(mark_checksum(&record));
	memcpy((uint8_t *)swap_header_page + page_size - IMAGE_MARK_FROM_END, &record,
	       sizeof(record));
}

enum image_error image_receipt_get(const void *swap_header_page, size_t page_size,
				   struct image_receipt *receipt)
{
	struct image_receipt_record record;

	memcpy(&record,
	       (const uint8_t *)swap_header_page + page_size - IMAGE_MARK_FROM_END,
	       sizeof(record));
	if (memcmp(record.magic, IMAGE_RECEIPT_MAGIC, sizeof(record.magic)))
		return IMAGE_ABSENT;
	if (le64_get(record.checksum) != mark_checksum(&record))
		return IMAGE_MARK_DAMAGED;
	memset(receipt, 0, sizeof(*receipt));
	memcpy(receipt->nonce, record.nonce, sizeof(receipt->nonce));
	receipt->outcome = (enum image_outcome)le32_get(record.outcome);
	image_figures_get(&record.figures, &receipt->figures);
	memcpy(receipt->reason, record.reason, sizeof(record.reason));
	return IMAGE_OK;
}
