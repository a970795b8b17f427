// SPDX-License-Identifier: GPL-2.0-or-later
#include "image/checksum.h"

#include <string.h>

#define PRIME1 0x9e3779b185ebca87ull
#define PRIME2 0xc2b2ae3d27d4eb4full
#define PRIME3 0x165667b19e3779f9ull
#define PRIME4 0x85ebca77c2b2ae63ull
#define PRIME5 0x27d4eb2f165667c5ull

static uint64_t rotate(uint64_t v, int bits)
{
	return v << bits | v >> (64 - bits);
}

static uint64_t load64(const uint8_t *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	v = __builtin_bswap64(v);
#endif
	return v;
}

static uint32_t load32(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

static uint64_t mix(uint64_t lane, uint64_t input)
{
	return rotate(lane + input * PRIME2, 31) * PRIME1;
}

static uint64_t fold(uint64_t hash, uint64_t lane)
{
	return (hash ^ mix(0, lane)) * PRIME1 + PRIME4;
}

static uint64_t hash_stripes(const uint8_t **p, const uint8_t *end, uint64_t seed)
{
	uint64_t a = seed + PRIME1 + PRIME2, b = seed + PRIME2, c = seed, d = seed - PRIME1;
	uint64_t hash;

	for (; end - *p >= 32; *p += 32) {
		a = mix(a, load64(*p));
		b = mix(b, load64(*p + 8));
		c = mix(c, load64(*p + 16));
		d = mix(d, load64(*p + 24));
	}
	hash = rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18);
	return fold(fold(fold(fold(hash, a), b), c), d);
}

static uint64_t hash_tail(const uint8_t *p, const uint8_t *end, uint64_t hash)
{
	for (; end - p >= 8; p += 8)
		hash = rotate(hash ^ mix(0, load64(p)), 27) * PRIME1 + PRIME4;
	if (end - p >= 4) {
		hash = rotate(hash ^ load32(p) * PRIME1, 23) * PRIME2 + PRIME3;
		p += 4;
	}
	for (; p < end; p++)
		hash = rotate(hash ^ *p * PRIME5, 11) * PRIME1;
	return hash;
}

static uint64_t avalanche(uint64_t hash)
{
	hash = (hash ^ hash >> 33) * PRIME2;
	hash = (hash ^ hash >> 29) * PRIME3;
	return hash ^ hash >> 32;
}

uint64_t checksum(const void *data, size_t size, uint64_t seed)
{
	const uint8_t *p = data, *end = p + size;
	uint64_t hash = size >= 32 ? hash_stripes(&p, end, seed) : seed + PRIME5;

	return avalanche(hash_tail(p, end, hash + size));
}
