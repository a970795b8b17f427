/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef IMAGE_CHUNK_H
#define IMAGE_CHUNK_H

#include <stddef.h>
#include <stdint.h>

#include "image/error.h"
#include "image/header.h"

/* A chunk as its header describes it; sizes in bytes, the header not counted. */
struct image_chunk {
	uint64_t index;
	uint32_t stored_size; /* of the zstd frame that follows the header */
	uint32_t raw_size;    /* of the pages in it */
	uint64_t checksum;
};

/* The largest stored_size for raw_size bytes; at least ZSTD_COMPRESSBOUND. */
size_t image_chunk_bound(size_t raw_size);

/* Bytes of pages in chunk number index, below info->chunk_count. */
uint32_t image_chunk_raw_size(const struct image_info *info, uint64_t index);

/* Fill the sizeof(struct image_chunk_header) bytes in front of payload. */
void image_chunk_put(void *header, const void *payload, uint64_t index,
		     uint32_t stored_size, uint32_t raw_size, uint64_t seed);

/* Read the header of chunk number index; its sizes are then within bounds. */
must_check enum image_error image_chunk_get(const void *header, const struct image_info *info,
					    uint64_t index, struct image_chunk *chunk);

/* Does the payload, chunk->stored_size bytes, belong to this chunk of this image? */
must_check enum image_error image_chunk_check(const struct image_chunk *chunk,
					      const void *payload, uint64_t seed);

#endif
