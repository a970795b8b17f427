/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FUZZ_DISK_H
#define FUZZ_DISK_H

#include "loader/image-reader.h"
#include "tests/fuzz/fuzz.h"

/*
 * A disk in memory that the loader opens as a file. Its bytes in an input: pages of the
 * disk in 2, resume offset in 1; then pieces, each of pages to go on in 1 byte, place in
 * the page in 2, number of bytes in 2, and these. All else is zero.
 */
struct disk {
	uint8_t *bytes;
	uint64_t pages;
	uint64_t offset; /* page of the swap header */
};

enum { DISK_PAGE = 4096, DISK_PAGES_MAX = 1024 };

extern const char disk_path[];

void disk_make(struct disk *disk, struct input *input);

/* Make checksums right as far as the way to them leads over the disk. */
void disk_repair(const struct disk *disk, unsigned int repairs);

/* The same for the chunks of an image whose description was accepted. */
void disk_repair_chunks(const struct disk *disk, const struct image *image,
			unsigned int repairs);

#endif
