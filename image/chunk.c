// SPDX-License-Identifier: GPL-2.0-or-later
#include "image/chunk.h"

#include <string.h>

#include "image/checksum.h"

size_t image_chunk_bound(size_t raw_size)
{
	return raw_size + raw_size / 64 + 256;
}

uint32_t image_chunk_raw_size(const struct image_info *info, uint64_t index)
{
	uint64_t rest = info->image_pages - index * info->chunk_pages;
	uint64_t pages = rest < info->chunk_pages ? rest : info->chunk_pages;

	return (uint32_t)pages * info->page_size;
}

/*
 * The header takes part as the seed, and the nonce in it: a chunk of another image or
 * from another place in this one does not pass.
 */
static uint64_t chunk_checksum(const struct image_chunk_header *header, const void *payload,
			       size_t size, uint64_t seed)
{
	uint64_t place = checksum(header, offsetof(struct image_chunk_header, checksum), seed);

	return checksum(payload, size, place);
}

static struct image_chunk_header make_header(uint64_t index, uint32_t stored_size,
					     uint32_t raw_size)
{
	struct image_chunk_header header = {
		.magic = le32_make(IMAGE_CHUNK_MAGIC),
		.stored_size = le32_make(stored_size),
		.raw_size = le32_make(raw_size),
		.index = le64_make(index),
	};
	return header;
}

void image_chunk_put(void *header, const void *payload, uint64_t index,
		     uint32_t stored_size, uint32_t raw_size, uint64_t seed)
{
	struct image_chunk_header chunk = make_header(index, stored_size, raw_size);

	chunk.checksum = le64_make(chunk_checksum(&chunk, payload, stored_size, seed));
	memcpy(header, &chunk, sizeof(chunk));
}

enum image_error image_chunk_get(const void *header, const struct image_info *info,
				 uint64_t index, struct image_chunk *chunk)
{
	struct image_chunk_header disk, expected;
	uint32_t raw_size = image_chunk_raw_size(info, index), stored_size;

	memcpy(&disk, header, sizeof(disk));
	stored_size = le32_get(disk.stored_size);
	expected = make_header(index, stored_size, raw_size);
	expected.checksum = disk.checksum;
	if (memcmp(&disk, &expected, sizeof(disk)) || stored_size == 0 ||
	    stored_size > image_chunk_bound(raw_size))
		return IMAGE_CHUNK_INVALID;
	chunk->index = index;
	chunk->stored_size = stored_size;
	chunk->raw_size = raw_size;
	chunk->checksum = le64_get(disk.checksum);
	return IMAGE_OK;
}

enum image_error image_chunk_check(const struct image_chunk *chunk, const void *payload,
				   uint64_t seed)
{
	struct image_chunk_header header =
		make_header(chunk->index, chunk->stored_size, chunk->raw_size);

	if (chunk_checksum(&header, payload, chunk->stored_size, seed) != chunk->checksum)
		return IMAGE_CHUNK_DAMAGED;
	return IMAGE_OK;
}
