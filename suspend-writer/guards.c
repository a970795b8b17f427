// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/guards.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "image/checksum.h"
#include "kernel/block-device.h"
#include "suspend-writer/log.h"
#include "suspend-writer/memory.h"
#include "suspend-writer/regions.h"

#define GUARDS_MAX 2048u

struct guards {
	const struct lower_devices *lower;
	struct image_guard list[GUARDS_MAX];
	const struct lower_device *devices[GUARDS_MAX]; /* of each */
	uint64_t count;
	void *window;         /* for guarded bytes */
	void *regions_window;
	dev_t upper;          /* of the filesystem whose guards are being taken */
	const char *place;
};

struct guards *guards_new(const struct lower_devices *devices)
{
	struct guards *guards = memory_allocate(sizeof(*guards));

	if (!guards)
		return NULL;
	guards->lower = devices;
	guards->window = memory_allocate(IMAGE_GUARD_BYTES_MAX + 8192);
	guards->regions_window = memory_allocate(REGIONS_WINDOW_SIZE);
	return guards->window && guards->regions_window ? guards : NULL;
}

static int read_checksum(struct guards *guards, uint64_t number, uint64_t *sum)
{
	const struct image_guard *guard = &guards->list[number];
	const void *bytes;
	int r = block_device_read_around(guards->devices[number]->fd, guards->window,
					 guard->offset, guard->size, &bytes);

	if (r == 0)
		*sum = checksum(bytes, guard->size, 0);
	return r;
}

static int add_run(struct guards *guards, const struct lower_run *run, uint32_t size)
{
	struct image_guard *guard = &guards->list[guards->count];

	if (guards->count == GUARDS_MAX)
		return -E2BIG;
	guards->devices[guards->count] = run->device;
	guard->device_sectors = run->device->sectors;
	guard->device_start = run->device->start;
	guard->anchor_offset = run->device->anchor_offset;
	guard->anchor_size = run->device->anchor_size;
	guard->anchor_checksum = run->device->anchor_checksum;
	guard->offset = run->offset;
	guard->size = size;
	snprintf(guard->place, sizeof(guard->place), "%s", guards->place);
	return read_checksum(guards, guards->count++, &guard->checksum);
}

/* A region may lie in several pieces. */
static int add_region(void *context, uint64_t offset, uint32_t size)
{
	struct guards *guards = context;

	while (size > 0) {
		struct lower_run run;
		int r = lower_devices_find(guards->lower, guards->upper, offset, &run);
		uint32_t part = r == 0 && run.length < size ? (uint32_t)run.length : size;

		if (r == 0)
			r = add_run(guards, &run, part);
		if (r < 0)
			return r;
		offset += part;
		size -= part;
	}
	return 0;
}

int guards_take(struct guards *guards, dev_t upper, int fd, const char *type,
		const char *place)
{
	int r;

	guards->upper = upper;
	guards->place = place;
	r = regions_find(type, fd, guards->regions_window, add_region, guards);
	if (r == 0)
		return 0;
	log_error("reading what guards the filesystem at %s: %s", place, strerror(-r));
	return -1;
}

int guards_check(struct guards *guards)
{
	for (uint64_t i = 0; i < guards->count; i++) {
		uint64_t now = 0;
		int r = read_checksum(guards, i, &now);

		if (r < 0)
			return log_failure(guards->list[i].place, r);
		if (now == guards->list[i].checksum)
			continue;
		log_error("the filesystem at %s was written to after the snapshot",
			  guards->list[i].place);
		return -1;
	}
	return 0;
}

const struct image_guard *guards_list(const struct guards *guards, uint64_t *count)
{
	*count = guards->count;
	return guards->list;
}
