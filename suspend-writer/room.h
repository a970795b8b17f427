/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_ROOM_H
#define WRITER_ROOM_H

#include <stdint.h>

#include "suspend-writer/options.h"

/* What there was before the freeze for the snapshot and the image; all in bytes. */
struct room {
	const char *area;        /* path of the swap area */
	uint64_t available;      /* free swap */
	uint64_t memory_in_use;
	uint64_t memory_total;
};

/* Bytes that may be in use when the snapshot is taken, so that the kernel need not make room for it. */
uint64_t room_most_to_keep(void);

/*
 * Bytes that are worth while to be in use then: all but the page cache that nobody has used lately, or what
 * the options ask for; never more than room_most_to_keep().
 */
uint64_t room_to_keep(const struct options *options);

/* Bytes of the image that a save now would make, before compression. */
uint64_t room_expected_image(const struct options *options);

/* Bytes of swap that the image of so much memory in use takes in any case. */
uint64_t room_least(uint64_t memory_in_use);

/* Measure, with the swap area set. -1 after saying that no image can fit. */
int room_check(struct room *room, int snapshot);

/* Whether an image of so many bytes finds room in so much free swap however little it can be compressed. */
int room_is_ample(uint64_t free_swap, uint64_t size);

/* Say what the kernel lacked memory for. -1. */
int room_say_no_memory(const struct room *room);

/*
 * Say how much swap would have been enough, for `packed` bytes of an image of `size` took
 * `written`. -1.
 */
int room_say_no_swap(const struct room *room, uint64_t packed, uint64_t written,
		     uint64_t size);

#endif
