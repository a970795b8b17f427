// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "image/checksum.h"
#include "image/format.h"

void take(struct input *input, void *to, size_t size)
{
	size_t there = size < input->left ? size : input->left;

	memset(to, 0, size);
	if (there > 0)
		memcpy(to, input->data, there);
	input->data += there;
	input->left -= there;
}

uint8_t take_byte(struct input *input)
{
	uint8_t byte;

	take(input, &byte, 1);
	return byte;
}

uint64_t take_number(struct input *input, unsigned int bytes)
{
	uint64_t number = 0;

	for (unsigned int i = 0; i < bytes; i++)
		number |= (uint64_t)take_byte(input) << (8 * i);
	return number;
}

_Noreturn void demand_failed(const char *claim, const char *file, int line)
{
	fprintf(stderr, "%s:%d: not true: %s\n", file, line, claim);
	abort();
}

unsigned int take_repairs(struct input *input)
{
	unsigned int repairs = take_byte(input);

	return getenv("FUZZ_NO_REPAIR") ? 0 : repairs;
}

void repair_mark(void *sector)
{
	struct image_mark *mark = sector;

	mark->checksum = le64_make(checksum(mark, offsetof(struct image_mark, checksum), 0));
}

void repair_header(void *page)
{
	struct image_header *header = page;

	header->checksum =
		le64_make(checksum(header, offsetof(struct image_header, checksum), 0));
}

void repair_chained(void *page, size_t page_size, uint64_t seed)
{
	struct image_chain_head *head = page;
	size_t start = offsetof(struct image_chain_head, index);

	head->checksum = le64_make(checksum((uint8_t *)page + start, page_size - start, seed));
}

void repair_chunk_head(void *head, uint64_t index, uint32_t raw_size)
{
	struct image_chunk_header *chunk = head;

	chunk->magic = le32_make(IMAGE_CHUNK_MAGIC);
	chunk->raw_size = le32_make(raw_size);
	memset(chunk->reserved, 0, sizeof(chunk->reserved));
	chunk->index = le64_make(index);
}

void repair_chunk(void *head, const void *payload, size_t size, uint64_t seed)
{
	struct image_chunk_header *chunk = head;
	uint64_t place = checksum(chunk, offsetof(struct image_chunk_header, checksum), seed);

	chunk->checksum = le64_make(checksum(payload, size, place));
}
