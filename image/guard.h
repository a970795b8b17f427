/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef IMAGE_GUARD_H
#define IMAGE_GUARD_H

#include <stdint.h>

#include "image/error.h"
#include "image/header.h"
#include "image/page-chain.h"

/*
 * A stretch of a filesystem's bytes that changes when somebody else mounts and writes it.
 * The restored kernel would overwrite such a filesystem with what it remembers of it.
 */
struct image_guard {
	uint64_t device_sectors;  /* size of the block device, of 512 bytes */
	uint64_t device_start;    /* sector of its disk where a partition begins, else 0 */
	uint64_t anchor_offset;   /* bytes: what tells this device from others of its size */
	uint32_t anchor_size;     /* bytes; 0 if there is nothing of the kind */
	uint64_t anchor_checksum;
	uint64_t offset;          /* bytes */
	uint32_t size;            /* bytes, at most IMAGE_GUARD_BYTES_MAX */
	uint64_t checksum;
	char place[65];           /* where the filesystem was mounted, perhaps cut */
};

/* The chain of an image's guards. */
struct page_chain image_guard_chain(const struct image_info *info);

/* Fill page number index of the chain from all of the image's guards. */
void image_guard_put(void *page, const struct image_info *info, uint64_t index,
		     uint64_t next_page, const struct image_guard *guards);

/*
 * Read page number index of the chain into its place in guards[info->guard_count] and set
 * *next_page. IMAGE_LIST_DAMAGED, IMAGE_LIST_INVALID or IMAGE_GUARD_INVALID.
 */
must_check enum image_error image_guard_get(const void *page, const struct image_info *info,
					    uint64_t index, struct image_guard *guards,
					    uint64_t *next_page);

#endif
