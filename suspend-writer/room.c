// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/room.h"

#include "kernel/snapshot.h"
#include "suspend-writer/log.h"
#include "suspend-writer/machine.h"
#include "suspend-writer/reclaim.h"

/* No memory that is in use compresses better than this, as a rule of thumb. */
#define COMPRESSION_MAX 10
/*
 * What the kernel has beside MemTotal, and a save allocates: 68 MiB of a guest of 512 MiB. Of that
 * struct page is the part that grows with memory.
 */
#define OWN_BYTES (60u << 20)
#define STRUCT_PAGE_PART 64

static double mib(uint64_t bytes)
{
	return (double)bytes / (1024 * 1024);
}

static uint64_t smaller(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t own_bytes(void)
{
	return OWN_BYTES + machine_memory_total() / STRUCT_PAGE_PART;
}

/*
 * The kernel needs a free page for each that it copies, and makes room slowly if it has to:
 * hibernate_preallocate_memory() in kernel/power/snapshot.c. A little less than half is free of that.
 */
static uint64_t most_to_copy(void)
{
	return machine_memory_total() / 20 * 9;
}

uint64_t room_to_keep(const struct options *options)
{
	uint64_t used = machine_memory_total() - machine_memory_free(), own = own_bytes();
	uint64_t cold = machine_memory_cold();
	uint64_t spare = cold > RECLAIM_COLD_MIN ? cold - RECLAIM_COLD_MIN : 0;
	uint64_t image = options->image_size_given ? options->image_size : used - spare + own;

	image = smaller(image, most_to_copy());
	return image > own ? image - own : 0;
}

uint64_t room_expected_image(const struct options *options)
{
	uint64_t least = machine_memory_in_use(), keep = room_to_keep(options);
	uint64_t used = machine_memory_total() - machine_memory_free();

	keep = smaller(keep, used);
	return smaller((keep > least ? keep : least) + own_bytes(), machine_memory_total() / 2);
}

uint64_t room_least(uint64_t memory_in_use)
{
	return memory_in_use / COMPRESSION_MAX;
}

int room_check(struct room *room, int snapshot)
{
	uint64_t least;
	int r = snapshot_get_available_swap(snapshot, &room->available);

	room->memory_in_use = machine_memory_in_use();
	room->memory_total = machine_memory_total();
	least = room_least(room->memory_in_use);
	if (r < 0)
		return log_failure("free swap", r);
	if (room->available > least)
		return 0;
	log_error("%s is too small: %.0f MiB are free, and the image of %.0f MiB of memory in "
		  "use needs at least %.0f MiB even if it compresses %d:1", room->area,
		  mib(room->available), mib(room->memory_in_use), mib(least), COMPRESSION_MAX);
	return -1;
}

int room_is_ample(uint64_t free_swap, uint64_t size)
{
	return free_swap - free_swap / 16 >= size;
}

/* The copy must fit beside what it copies, so about half of memory can be saved. */
int room_say_no_memory(const struct room *room)
{
	log_error("no memory for the snapshot: %.0f MiB of %.0f MiB are in use, about half can "
		  "be saved, and the rest does not fit into %.0f MiB of free swap",
		  mib(room->memory_in_use), mib(room->memory_total), mib(room->available));
	return -1;
}

int room_say_no_swap(const struct room *room, uint64_t packed, uint64_t written, uint64_t size)
{
	double needed = packed ? (double)written * (double)size / (double)packed : 0;

	log_error("%s is too small: it had %.0f MiB free; %.0f MiB of an image of %.0f MiB "
		  "filled them; about %.0f MiB are needed", room->area, mib(room->available),
		  mib(packed), mib(size), mib((uint64_t)needed));
	return -1;
}
