// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/fuzz/disk.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "image/chunk.h"

enum { DISK_FD = 100 };

const char disk_path[] = "/proc/self/fd/100";

static uint8_t *map_disk(void)
{
	static uint8_t *bytes;
	int fd;

	if (bytes)
		return bytes;
	fd = memfd_create("disk", 0);
	demand(fd >= 0 && dup2(fd, DISK_FD) == DISK_FD && close(fd) == 0);
	bytes = mmap(NULL, (size_t)DISK_PAGES_MAX * DISK_PAGE, PROT_READ | PROT_WRITE,
		     MAP_SHARED, DISK_FD, 0);
	demand(bytes != MAP_FAILED);
	return bytes;
}

void disk_make(struct disk *disk, struct input *input)
{
	uint64_t page = 0;

	disk->bytes = map_disk();
	disk->pages = take_number(input, 2) % DISK_PAGES_MAX + 1;
	disk->offset = take_byte(input) % disk->pages;
	/* Cut off and grown again it is zero. */
	demand(ftruncate(DISK_FD, 0) == 0);
	demand(ftruncate(DISK_FD, (off_t)disk->pages * DISK_PAGE) == 0);
	while (input->left > 0) {
		size_t place, size;

		page = (page + take_byte(input)) % disk->pages;
		place = take_number(input, 2) % DISK_PAGE;
		size = take_number(input, 2);
		if (size > DISK_PAGE - place)
			size = DISK_PAGE - place;
		take(input, disk->bytes + page * DISK_PAGE + place, size);
	}
}

static void *page_of(const struct disk *disk, uint64_t page)
{
	return page < disk->pages ? disk->bytes + page * DISK_PAGE : NULL;
}

static void repair_chain(const struct disk *disk, uint64_t next, uint64_t seed)
{
	struct image_chain_head *page;

	for (int i = 0; i < 16 && (page = page_of(disk, next)); i++) {
		repair_chained(page, DISK_PAGE, seed);
		next = le64_get(page->next_page);
	}
}

static void repair_chains(const struct disk *disk, const struct image_header *header)
{
	uint64_t seed = image_seed(header->nonce);

	repair_chain(disk, le64_get(header->first_list_page), seed);
	if (le64_get(header->guard_count) > 0)
		repair_chain(disk, le64_get(header->first_guard_page), seed);
}

void disk_repair(const struct disk *disk, unsigned int repairs)
{
	struct image_mark *mark = (struct image_mark *)(disk->bytes +
		(disk->offset + 1) * DISK_PAGE - IMAGE_MARK_FROM_END);
	struct image_header *header = page_of(disk, le64_get(mark->header_page));

	if (repairs & REPAIR_MARK)
		repair_mark(mark);
	if (header && (repairs & REPAIR_LIST))
		repair_chains(disk, header);
	if (header && (repairs & REPAIR_HEADER))
		repair_header(header);
}

/* Copy bytes of the data stream out of the disk, or into it. */
static void stream_copy(const struct disk *disk, const struct image *image, uint64_t position,
			uint8_t *buffer, size_t size, int into)
{
	struct image_cursor cursor = { 0, 0 };

	while (size > 0) {
		uint64_t place, run = image_stream_run(image->extents, DISK_PAGE, &cursor,
						       position, &place);

		if (run > size)
			run = size;
		memcpy(into ? disk->bytes + place : buffer,
		       into ? buffer : disk->bytes + place, (size_t)run);
		buffer += run;
		position += run;
		size -= (size_t)run;
	}
}

/* 0 if the payload of this chunk goes beyond the image. */
static int repair_one(const struct disk *disk, const struct image *image,
		      unsigned int repairs, uint64_t index, uint64_t *position)
{
	static uint8_t payload[IMAGE_CHUNK_BYTES_MAX * 2];
	struct image_chunk_header head;
	uint64_t start = *position, end = start + sizeof(head);
	size_t size;

	if (end > image->info.stored_bytes)
		return 0;
	stream_copy(disk, image, start, (uint8_t *)&head, sizeof(head), 0);
	size = le32_get(head.stored_size);
	if (size > sizeof(payload) || size > image->info.stored_bytes - end)
		return 0;
	stream_copy(disk, image, end, payload, size, 0);
	if (repairs & REPAIR_CHUNK_HEAD)
		repair_chunk_head(&head, index, image_chunk_raw_size(&image->info, index));
	if (repairs & REPAIR_CHUNK)
		repair_chunk(&head, payload, size, image_seed(image->info.nonce));
	stream_copy(disk, image, start, (uint8_t *)&head, sizeof(head), 1);
	*position = end + size;
	return 1;
}

void disk_repair_chunks(const struct disk *disk, const struct image *image,
			unsigned int repairs)
{
	uint64_t position = 0;

	for (uint64_t i = 0; i < image->info.chunk_count; i++)
		if (!repair_one(disk, image, repairs, i, &position))
			return;
}
