/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef DAMAGE_LAYOUT_H
#define DAMAGE_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

/* Where the bytes of an image lie on its device, by image/FORMAT.md alone. */

enum { PAGE = 4096 };

enum region {
	REGION_SWAP,      /* what mkswap wrote, but for the uuid */
	REGION_UUID,
	REGION_MARK,
	REGION_SIGNATURE, /* foreign_fields, orig_sig and sig */
	REGION_HEADER,
	REGION_LIST,
	REGION_GUARDS,
	REGION_CHUNKS,    /* their heads */
	REGION_RANDOM,    /* not a place: random changes of the data */
	REGION_COUNT
};

extern const char *const region_names[REGION_COUNT];

struct place {
	uint64_t offset; /* bytes from the device's start */
	enum region region;
};

struct layout {
	uint64_t device_pages;
	uint64_t swap_page;    /* with the swap header */
	struct place *places;  /* every byte of metadata */
	size_t place_count;
	uint64_t *data_pages;  /* device pages of the data stream, in its order */
	size_t data_page_count;
	uint64_t *chunks;      /* bytes of the stream where chunks begin, and where it ends */
	size_t chunk_count;
};

/* Where on the device a byte of the data stream lies. */
uint64_t layout_stream_offset(const struct layout *layout, uint64_t position);

/* Of a good image with its swap header at page offset. Exits if it cannot be one. */
void layout_read(struct layout *layout, const uint8_t *device, uint64_t device_pages,
		 uint64_t offset);

#endif
