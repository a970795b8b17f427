// SPDX-License-Identifier: GPL-2.0-or-later
#include "image/guard.h"

#include <string.h>

struct page_chain image_guard_chain(const struct image_info *info)
{
	return (struct page_chain){
		.magic = IMAGE_GUARD_MAGIC,
		.page_size = info->page_size,
		.record_size = sizeof(struct image_guard_record),
		.record_count = info->guard_count,
		.device_pages = info->device_pages,
		.seed = image_seed(info->nonce),
	};
}

static void encode(struct image_guard_record *record, const struct image_guard *guard)
{
	record->device_sectors = le64_make(guard->device_sectors);
	record->device_start = le64_make(guard->device_start);
	record->anchor_offset = le64_make(guard->anchor_offset);
	record->anchor_checksum = le64_make(guard->anchor_checksum);
	record->offset = le64_make(guard->offset);
	record->checksum = le64_make(guard->checksum);
	record->anchor_size = le32_make(guard->anchor_size);
	record->size = le32_make(guard->size);
	memcpy(record->place, guard->place, sizeof(record->place));
}

static void decode(const struct image_guard_record *record, struct image_guard *guard)
{
	memset(guard, 0, sizeof(*guard));
	guard->device_sectors = le64_get(record->device_sectors);
	guard->device_start = le64_get(record->device_start);
	guard->anchor_offset = le64_get(record->anchor_offset);
	guard->anchor_checksum = le64_get(record->anchor_checksum);
	guard->offset = le64_get(record->offset);
	guard->checksum = le64_get(record->checksum);
	guard->anchor_size = le32_get(record->anchor_size);
	guard->size = le32_get(record->size);
	memcpy(guard->place, record->place, sizeof(record->place));
}

static int inside(uint64_t offset, uint32_t size, uint64_t device_bytes)
{
	return size <= IMAGE_GUARD_BYTES_MAX && size <= device_bytes &&
	       offset <= device_bytes - size;
}

static int is_valid(const struct image_guard *guard)
{
	uint64_t bytes = guard->device_sectors * 512;

	return guard->device_sectors <= UINT64_MAX / 1024 && guard->size > 0 &&
	       inside(guard->offset, guard->size, bytes) &&
	       inside(guard->anchor_offset, guard->anchor_size, bytes);
}

void image_guard_put(void *page, const struct image_info *info, uint64_t index,
		     uint64_t next_page, const struct image_guard *guards)
{
	struct page_chain chain = image_guard_chain(info);
	struct image_guard_record *records = page_chain_begin(&chain, page);

	guards += index * page_chain_capacity(chain.page_size, chain.record_size);
	for (uint32_t i = 0; i < page_chain_count(&chain, index); i++)
		encode(&records[i], &guards[i]);
	page_chain_end(&chain, page, index, next_page);
}

enum image_error image_guard_get(const void *page, const struct image_info *info,
				 uint64_t index, struct image_guard *guards,
				 uint64_t *next_page)
{
	struct page_chain chain = image_guard_chain(info);
	const struct image_guard_record *record;
	const void *records;
	enum image_error error = page_chain_get(&chain, page, index, &records, next_page);

	if (error)
		return error;
	record = records;
	guards += index * page_chain_capacity(chain.page_size, chain.record_size);
	for (uint32_t i = 0; i < page_chain_count(&chain, index); i++) {
		decode(&record[i], &guards[i]);
		if (!is_valid(&guards[i]))
			return IMAGE_GUARD_INVALID;
	}
	return IMAGE_OK;
}
