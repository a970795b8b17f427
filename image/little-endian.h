/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef IMAGE_LITTLE_ENDIAN_H
#define IMAGE_LITTLE_ENDIAN_H

#include <stdint.h>

/* Integers as they lie on disk: no alignment, byte order fixed, type-checked. */
struct le32 { uint8_t byte[4]; };
struct le64 { uint8_t byte[8]; };

static inline uint32_t le32_get(struct le32 v)
{
	return (uint32_t)v.byte[0] | (uint32_t)v.byte[1] << 8 |
	       (uint32_t)v.byte[2] << 16 | (uint32_t)v.byte[3] << 24;
}

static inline uint64_t le64_get(struct le64 v)
{
	struct le32 low = { { v.byte[0], v.byte[1], v.byte[2], v.byte[3] } };
	struct le32 high = { { v.byte[4], v.byte[5], v.byte[6], v.byte[7] } };

	return le32_get(low) | (uint64_t)le32_get(high) << 32;
}

static inline struct le32 le32_make(uint32_t n)
{
	struct le32 v = { { (uint8_t)n, (uint8_t)(n >> 8), (uint8_t)(n >> 16),
			    (uint8_t)(n >> 24) } };
	return v;
}

static inline struct le64 le64_make(uint64_t n)
{
	struct le64 v = { { (uint8_t)n, (uint8_t)(n >> 8), (uint8_t)(n >> 16),
			    (uint8_t)(n >> 24), (uint8_t)(n >> 32), (uint8_t)(n >> 40),
			    (uint8_t)(n >> 48), (uint8_t)(n >> 56) } };
	return v;
}

#endif
