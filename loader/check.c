// SPDX-License-Identifier: GPL-2.0-or-later
#include "loader/check.h"

#include <stdio.h>

#include "config/device-name.h"
#include "image/checksum.h"
#include "image/chunk.h"
#include "loader/device.h"
#include "loader/image-reader.h"
#include "loader/load.h"
#include "loader/log.h"

enum { EXIT_COMPLETE = 0, EXIT_REFUSED = 1, EXIT_NO_IMAGE = 3 };

/* A digest over the chunks' pages that does not depend on how they come in batches. */
struct digest {
	const struct image_info *info;
	uint64_t chunk;
	uint64_t value;
};

static const char *digest_pages(void *context, const void *pages, unsigned int count)
{
	struct digest *digest = context;
	const uint8_t *p = pages, *end = p + (size_t)count * digest->info->page_size;

	while (p < end) {
		uint32_t size = image_chunk_raw_size(digest->info, digest->chunk++);

		digest->value = checksum(p, size, digest->value);
		p += size;
	}
	return NULL;
}

static const char *load_all(struct image *image, struct digest *digest)
{
	struct load *load;
	const char *reason = load_start(&load, image, LOAD_READ_AHEAD_MIN);

	if (!reason)
		reason = load_run(load, digest_pages, digest);
	load_stop(load);
	return reason;
}

static int refuse(const char *reason)
{
	fprintf(stdout, "refused: %s\n", reason);
	return EXIT_REFUSED;
}

static int check_found(struct image *image)
{
	struct digest digest = { .info = &image->info };
	const struct image_info *info = &image->info;
	const char *reason = image_read(image);

	if (!reason)
		reason = load_all(image, &digest);
	if (reason)
		return refuse(reason);
	printf("complete: %llu pages, %llu chunks, %llu extents, digest %016llx\n",
	       (unsigned long long)info->image_pages, (unsigned long long)info->chunk_count,
	       (unsigned long long)info->extent_count, (unsigned long long)digest.value);
	return EXIT_COMPLETE;
}

int check(const struct settings *settings)
{
	struct image image;
	char path[512];
	const char *reason;
	enum image_error found;

	if (device_path(settings->device, path, sizeof(path)))
		return refuse("the device name is too long");
	if (!device_present(path))
		return refuse("there is no such block device or file");
	reason = image_open(&image, path, settings->offset);
	if (reason)
		return refuse(reason);
	found = image_find(&image);
	if (found == IMAGE_ABSENT || found == IMAGE_FOREIGN) {
		printf("no image: %s\n", image_error_text(found));
		return EXIT_NO_IMAGE;
	}
	return found ? refuse(image_error_text(found)) : check_found(&image);
}
