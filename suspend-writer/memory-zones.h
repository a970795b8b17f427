/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_MEMORY_ZONES_H
#define WRITER_MEMORY_ZONES_H

#include <stdint.h>

#define MEMORY_ZONES_FILE "/proc/zoneinfo"

/* Of all zones together, in pages. */
struct memory_zones {
	/*
	 * Those included that the kernel reserves: what it compares before it restores an image,
	 * get_num_physpages(). Unlike MemTotal this is the same for every kernel.
	 */
	uint64_t present;
	/* What the kernel keeps free as far as it can: calculate_totalreserve_pages() in mm/page_alloc.c. */
	uint64_t kept_free;
};

/* Zeros if the file tells nothing. */
void memory_zones_read(const char *path, struct memory_zones *zones);

#endif
