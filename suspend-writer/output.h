/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_OUTPUT_H
#define WRITER_OUTPUT_H

#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/swap-extent.h"
#include "suspend-writer/pool.h"

/* One free page of swap: its byte offset on the device. 0 or -errno, -ENOSPC when full. */
typedef int slot_source(void *context, uint64_t *offset);

struct output_buffer;

/* The data stream on its way to the device, onto slots in the order they are given. */
struct output {
	int device;
	size_t page_size;
	slot_source *next_slot;
	void *slot_context;
	struct swap_extent *extents; /* of the data so far, count of them */
	uint32_t count, max;
	struct output_buffer *buffers;
	unsigned int current;        /* buffer being filled */
	struct pool writers;
	uint64_t pages;              /* of data given to the device */
	double seconds_waited;       /* for buffers to be written, by the thread that appends */
	pthread_mutex_t lock;        /* of what follows */
	unsigned int writing;        /* writes under way */
	double writing_since;        /* when there was none before */
	double seconds_writing;      /* until then */
};

/* Buffers, and room for the extents of an image of at most so many pages. 0 or -errno. */
int output_init(struct output *output, int device, size_t page_size, uint64_t pages_max,
		slot_source *next_slot, void *slot_context);

/* Start the threads that write. */
void output_start(struct output *output);

/* Append to the stream. 0, or -errno of this or an earlier write, -EFBIG: too fragmented. */
int output_append(struct output *output, const void *data, size_t size);

/* Write the rest, zero-padded to a page, and wait for all writes. 0 or -errno. */
int output_finish(struct output *output);

/*
 * End the threads; no write is under way any more, also after an error: a slot that is given
 * back may belong to a process at once. On a device that has stopped this takes until the
 * kernel gives the requests up.
 */
void output_stop(struct output *output);

/* Seconds until now in which a write was under way. */
double output_seconds_writing(struct output *output);

/* Take a slot for a page outside the stream. Its device page, or -errno. */
int64_t output_take_slot(struct output *output);

/* Write one page to a device page. 0 or -errno. */
int output_write_page(struct output *output, const void *page, uint64_t device_page);

#endif
