// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/damage/layout.h"

#include <stdio.h>
#include <stdlib.h>

#include "image/format.h"

enum { PLACES_MAX = 1 << 20 };

const char *const region_names[REGION_COUNT] = {
	"swap header", "uuid", "mark", "signature", "image header", "extent list", "guards",
	"chunk heads", "random changes",
};

static void require(int condition, const char *what)
{
	if (condition)
		return;
	fprintf(stderr, "damage: not a good image: %s\n", what);
	exit(2);
}

static void add(struct layout *layout, uint64_t offset, size_t size, enum region region)
{
	require(layout->place_count + size <= PLACES_MAX, "too much metadata");
	for (size_t i = 0; i < size; i++)
		layout->places[layout->place_count++] = (struct place){ offset + i, region };
}

static const void *at(const struct layout *layout, const uint8_t *device, uint64_t page)
{
	require(page < layout->device_pages, "a page outside the device");
	return device + page * PAGE;
}

static void add_extents(struct layout *layout, const struct image_chain_head *head)
{
	const struct image_extent *extent = (const struct image_extent *)(head + 1);

	for (uint32_t i = 0; i < le32_get(head->record_count); i++)
		for (uint32_t j = 0; j < le32_get(extent[i].page_count); j++) {
			require(layout->data_page_count < layout->device_pages, "extents");
			layout->data_pages[layout->data_page_count++] =
				le64_get(extent[i].start_page) + j;
		}
}

static void add_chain(struct layout *layout, const uint8_t *device, uint64_t next,
		      enum region region)
{
	while (next != 0) {
		const struct image_chain_head *head = at(layout, device, next);

		add(layout, next * PAGE, PAGE, region);
		if (region == REGION_LIST)
			add_extents(layout, head);
		next = le64_get(head->next_page);
	}
}

uint64_t layout_stream_offset(const struct layout *layout, uint64_t position)
{
	require(position / PAGE < layout->data_page_count, "the data ends early");
	return layout->data_pages[position / PAGE] * PAGE + position % PAGE;
}

static void add_chunks(struct layout *layout, const uint8_t *device, uint64_t count)
{
	uint64_t position = 0;

	layout->chunks = calloc(count + 1, sizeof(uint64_t));
	layout->chunk_count = count;
	require(layout->chunks && count > 0, "no chunks");
	for (uint64_t i = 0; i < count; i++) {
		uint8_t head[sizeof(struct image_chunk_header)];

		for (size_t j = 0; j < sizeof(head); j++) {
			uint64_t offset = layout_stream_offset(layout, position + j);

			add(layout, offset, 1, REGION_CHUNKS);
			head[j] = device[offset];
		}
		position += sizeof(head) +
			    le32_get(((struct image_chunk_header *)head)->stored_size);
		layout->chunks[i + 1] = position;
	}
}

void layout_read(struct layout *layout, const uint8_t *device, uint64_t device_pages,
		 uint64_t offset)
{
	uint64_t swap = offset * PAGE, end = swap + PAGE, header_page;
	const struct image_mark *mark = (const struct image_mark *)(device + end - 512);
	const struct image_header *header;

	*layout = (struct layout){ .device_pages = device_pages, .swap_page = offset };
	layout->places = calloc(PLACES_MAX, sizeof(struct place));
	layout->data_pages = calloc(device_pages, sizeof(uint64_t));
	require(layout->places && layout->data_pages, "no memory");
	header_page = le64_get(mark->header_page);
	header = at(layout, device, header_page);
	add(layout, swap + 1024, 12, REGION_SWAP);
	add(layout, swap + 1036, 16, REGION_UUID);
	add(layout, swap + 1052, 16, REGION_SWAP);
	add(layout, end - 512, sizeof(*mark), REGION_MARK);
	add(layout, end - 40, 40, REGION_SIGNATURE);
	add(layout, header_page * PAGE, PAGE, REGION_HEADER);
	add_chain(layout, device, le64_get(header->first_list_page), REGION_LIST);
	add_chain(layout, device, le64_get(header->first_guard_page), REGION_GUARDS);
	add_chunks(layout, device, le64_get(header->chunk_count));
}
