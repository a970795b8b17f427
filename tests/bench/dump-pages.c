// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Write the memory pages of an image to the standard output, with so many bytes of it in memory at once:
 * dump-pages DEVICE-OR-FILE OFFSET [READ-AHEAD]
 */
#include <stdio.h>
#include <stdlib.h>

#include "loader/load.h"

static const char *write_pages(void *context, const void *pages, unsigned int count)
{
	const struct image *image = context;

	return fwrite(pages, image->page_size, count, stdout) == count ? NULL : "writing";
}

int main(int argc, char **argv)
{
	struct image image;
	struct load *load;
	const char *reason;

	if (argc < 3)
		return 2;
	reason = image_open(&image, argv[1], strtoull(argv[2], NULL, 10));
	if (!reason && image_find(&image))
		reason = "there is no image";
	if (!reason)
		reason = image_read(&image);
	if (!reason)
		reason = load_start(&load, &image, argc > 3 ? strtoull(argv[3], NULL, 10) : 0);
	if (!reason) {
		reason = load_run(load, write_pages, &image);
		load_stop(load);
	}
	if (reason)
		fprintf(stderr, "dump-pages: %s\n", reason);
	return reason != NULL;
}
