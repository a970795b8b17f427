/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DAMAGE_CHANGE_H
#define DAMAGE_CHANGE_H

#include "tests/damage/layout.h"

/* The device under change, a file in memory, and what it is made from. */
struct device {
	int fd;
	uint8_t *bytes;       /* of fd */
	const uint8_t *good;  /* the image as it was */
	const uint8_t *older; /* an image with another nonce in the same places */
	size_t size;
	struct {
		size_t offset, size;
	} touched[2];         /* bytes that differ from the good ones */
};

/* Cases for each byte of metadata; the others are random. */
enum { VALUES = 3 };

/*
 * Make change number n, a function of nothing but layout, seed and n. What it is goes to
 * text. Returns its region.
 */
enum region change_make(struct device *device, const struct layout *layout, uint64_t seed,
			uint64_t n, char *text, size_t size);

/* Everything as it was. */
void change_undo(struct device *device);

#endif
