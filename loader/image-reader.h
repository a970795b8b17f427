/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_IMAGE_READER_H
#define LOADER_IMAGE_READER_H

#include <stddef.h>
#include <stdint.h>

#include "image/error.h"
#include "image/extent-list.h"
#include "image/guard.h"
#include "image/header.h"
#include "image/mark.h"
#include "kernel/swap-extent.h"

/*
 * How often, a second apart, something is read that decides what becomes of the image: a
 * mark that is overlooked stands beside a mounted filesystem.
 */
#define READ_TRIES 5

/* An image on an open device. */
struct image {
	int fd;
	size_t page_size;
	uint64_t offset;          /* device page of the swap header */
	uint64_t device_pages;
	void *swap_header;        /* its page, as read */
	struct image_mark_info mark;
	struct image_info info;
	struct swap_extent *extents; /* info.extent_count of them */
	struct image_guard *guards;  /* info.guard_count of them */
	int attempt_counted;      /* in the mark, by this boot */
	enum image_outcome outcome; /* if it cannot be restored: refused or failed */
};

/* Open the device for reading, read its swap header page. NULL or the reason. */
const char *image_open(struct image *image, const char *path, uint64_t offset);

/*
 * Open it for writing as well: only when there is something to write, for closing such a
 * descriptor makes udev look at the device anew. NULL or the reason.
 */
const char *image_open_writable(struct image *image, const char *path);

/* Is there an image of ours? Sets image->mark if IMAGE_OK. */
must_check enum image_error image_find(struct image *image);

/*
 * Read and check header, extent list and guards of the image found. NULL or the reason;
 * what cannot be read sets image->outcome to failed.
 */
const char *image_read(struct image *image);

/*
 * Read size bytes, whole pages, of the data stream from position; the cursor, zero at
 * first, remembers the extent for calls with ever higher positions. 0 or -errno.
 */
int image_read_stream(const struct image *image, struct image_cursor *cursor, void *buffer,
		      size_t size, uint64_t position);

/* Does the disk still say that there is an image? Also 1 if it cannot be read. */
int image_is_marked(struct image *image);

/* Write the swap header page back with this mark and flush. 0 or -errno. */
int image_write_mark(struct image *image, const struct image_mark_info *mark);

/* The same with a plain signature and the receipt, with a reason or "". 0 or -errno. */
int image_remove_mark(struct image *image, enum image_outcome outcome, const char *reason);

/* Memory of whole pages, zeroed, shared with children; NULL if there is none. */
void *pages_allocate(size_t size);

#endif
