/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "image/error.h"

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* Compare two enum image_error; what names the case in the message. */
#define assert_error(got, expected, what) do {                                         \
	enum image_error got_ = (got), expected_ = (expected);                         \
	if (got_ != expected_)                                                         \
		fail_msg("%s: \"%s\", expected \"%s\"", (what), image_error_text(got_), \
			 image_error_text(expected_));                                 \
} while (0)

/* The same numbers in every run: splitmix64. */
static inline uint64_t next_random(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15ull;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ z >> 27) * 0x94d049bb133111ebull;
	return z ^ z >> 31;
}

#endif
