// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A chunk, its head and its zstd frame: an input is a repair byte, the header's numbers
 * (pages of a chunk in 1 byte, pages of the last one in 1, whether this is the last in 1),
 * the head of 32 bytes and the payload.
 */
#include <stdlib.h>
#include <string.h>

#include <zstd.h>

#include "image/chunk.h"
#include "tests/fuzz/fuzz.h"

enum { PAGE = 4096, CHUNKS = 3 };

static const uint8_t nonce[IMAGE_NONCE_SIZE] = { 1, 2, 3, 4, 5, 6, 7, 0x88, 9 };

static void take_info(struct input *input, struct image_info *info)
{
	unsigned int last;

	memset(info, 0, sizeof(*info));
	info->page_size = PAGE;
	info->chunk_pages = take_byte(input) + 1u;
	last = take_byte(input) % info->chunk_pages + 1;
	info->chunk_count = CHUNKS;
	info->image_pages = (CHUNKS - 1) * (uint64_t)info->chunk_pages + last;
}

/* Buffers exactly as large as promised, so that the sanitizer sees what goes beyond. */
static void decode(const struct image_chunk *chunk, const uint8_t *payload)
{
	static ZSTD_DCtx *decoder;
	uint8_t *frame = malloc(chunk->stored_size), *pages = malloc(chunk->raw_size);
	size_t size;

	if (!decoder)
		decoder = ZSTD_createDCtx();
	demand(frame && pages && decoder);
	memcpy(frame, payload, chunk->stored_size);
	size = ZSTD_decompressDCtx(decoder, pages, chunk->raw_size, frame,
				   chunk->stored_size);
	demand(ZSTD_isError(size) || size <= chunk->raw_size);
	free(frame);
	free(pages);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	unsigned int repairs = take_repairs(&input);
	struct image_info info;
	struct image_chunk chunk;
	struct image_chunk_header head;
	uint64_t index;

	take_info(&input, &info);
	index = take_byte(&input) & 1 ? CHUNKS - 1 : 1;
	take(&input, &head, sizeof(head));
	if (repairs & REPAIR_CHUNK_HEAD)
		repair_chunk_head(&head, index, image_chunk_raw_size(&info, index));
	if (repairs & REPAIR_CHUNK) {
		head.stored_size = le32_make((uint32_t)input.left);
		repair_chunk(&head, input.data, input.left, image_seed(nonce));
	}
	if (image_chunk_get(&head, &info, index, &chunk))
		return 0;
	demand(chunk.stored_size > 0 && chunk.raw_size <= 1048576);
	demand(chunk.stored_size <= chunk.raw_size + chunk.raw_size / 64 + 256);
	/* The loader never gets here with a payload that ends behind the image. */
	if (chunk.stored_size <= input.left &&
	    image_chunk_check(&chunk, input.data, image_seed(nonce)) == IMAGE_OK)
		decode(&chunk, input.data);
	return 0;
}
