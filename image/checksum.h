/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef IMAGE_CHECKSUM_H
#define IMAGE_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/*
 * XXH64 of size bytes at data (xxHash fast digest algorithm, doc/xxhash_spec.md).
 * Guards against damage and mix-ups, not against an attacker.
 */
uint64_t checksum(const void *data, size_t size, uint64_t seed);

#endif
