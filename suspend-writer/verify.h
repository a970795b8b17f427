/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_VERIFY_H
#define WRITER_VERIFY_H

#include <stdint.h>

#include "suspend-writer/image-writer.h"
#include "suspend-writer/progress.h"

/* Reads an image back from the device; memory allocated before the freeze. */
struct verifier {
	uint8_t *window;
	uint8_t *pages;
	struct swap_extent *extents;
	void *decoder;
};

/* Room for so many extents. 0 or -errno. */
int verifier_init(struct verifier *verifier, uint32_t extents);

/*
 * Read everything that was written from the device again: header, extent list and all
 * chunks, and compare with what was given. 0, or -1 after saying what differs.
 */
int verify(struct verifier *verifier, struct image_writer *writer, uint64_t header_page,
	   struct progress *progress);

#endif
