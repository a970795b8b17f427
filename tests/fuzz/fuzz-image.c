// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A whole image: an input is a repair byte and a disk. The loader's own code checks it as
 * resume-loader --check does, but for its workers. With FUZZ_WRITE=FILE the disk is
 * written there, as it was checked, for tests/golden/bad.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "loader/load.h"
#include "tests/fuzz/disk.h"

struct pages {
	const struct image *image;
	uint64_t count;
	unsigned int sum; /* so that every byte is looked at */
};

static const char *count_pages(void *context, const void *pages, unsigned int count)
{
	struct pages *seen = context;
	const uint8_t *byte = pages;

	demand(count > 0);
	for (size_t i = 0; i < (size_t)count * DISK_PAGE; i++)
		seen->sum += byte[i];
	seen->count += count;
	demand(seen->count <= seen->image->info.image_pages);
	return NULL;
}

static void load_all(const struct image *image)
{
	struct pages seen = { image, 0, 0 };
	struct load *load;
	const char *reason = load_start(&load, image, LOAD_READ_AHEAD_MIN);

	demand(!reason);
	reason = load_run(load, count_pages, &seen);
	demand(reason || seen.count == image->info.image_pages);
	load_stop(load);
}

static void write_out(const struct disk *disk)
{
	const char *path = getenv("FUZZ_WRITE");
	FILE *file = path ? fopen(path, "w") : NULL;

	if (!file)
		return;
	demand(fwrite(disk->bytes, DISK_PAGE, (size_t)disk->pages, file) == disk->pages);
	fprintf(stderr, "%s@%llu\n", path, (unsigned long long)disk->offset);
	fclose(file);
}

/* The loader leaves this to its end. */
static void close_image(struct image *image)
{
	close(image->fd);
	munmap(image->swap_header, image->page_size);
	if (image->extents)
		munmap(image->extents,
		       (size_t)image->info.extent_count * sizeof(*image->extents));
	if (image->guards)
		munmap(image->guards,
		       (size_t)(image->info.guard_count + 1) * sizeof(*image->guards));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = { data, size };
	unsigned int repairs = take_repairs(&input);
	struct disk disk;
	struct image image;

	disk_make(&disk, &input);
	disk_repair(&disk, repairs);
	demand(!image_open(&image, disk_path, disk.offset));
	if (image_find(&image) == IMAGE_OK && !image_read(&image)) {
		if (repairs & (REPAIR_CHUNK | REPAIR_CHUNK_HEAD))
			disk_repair_chunks(&disk, &image, repairs);
		write_out(&disk);
		load_all(&image);
	} else {
		write_out(&disk);
	}
	close_image(&image);
	return 0;
}
