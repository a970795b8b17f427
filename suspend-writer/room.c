// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/room.h"

#include <unistd.h>

#include "kernel/snapshot.h"
#include "suspend-writer/log.h"
#include "suspend-writer/machine.h"
#include "suspend-writer/memory-zones.h"
#include "suspend-writer/reclaim.h"

/* No memory that is in use compresses better than this, as a rule of thumb. */
#define COMPRESSION_MAX 10
/*
 * What the kernel has beside MemTotal: its program, bounce buffers, and struct page, 1/64 of memory. What is
 * more than this, and no crash kernel's, a hypervisor took back, and no image holds it.
 */
#define OWN_BYTES_MAX (64u << 20)
#define OWN_PART_MAX 32
/* Half of the 4 MiB that the kernel leaves to those who write the image; near its limit it reclaims already. */
#define SPARE_BYTES (10u << 20)
/* Of memory: no less than its bitmaps take, which have up to three bits a page. */
#define BITMAPS_PART 8192

static double mib(uint64_t bytes)
{
	return (double)bytes / (1024 * 1024);
}

static uint64_t smaller(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* a - b, but no less than nothing. */
static uint64_t above(uint64_t a, uint64_t b)
{
	return a > b ? a - b : 0;
}

/* Bytes, at present. */
struct usage {
	uint64_t total, used, cold;
	uint64_t own;             /* the kernel's, beside the total */
	uint64_t kept_free;
};

static void measure(struct usage *memory)
{
	uint64_t page_size = (uint64_t)getpagesize();
	struct memory_zones zones;

	memory_zones_read(MEMORY_ZONES_FILE, &zones);
	memory->total = machine_memory_total();
	memory->used = memory->total - machine_memory_free();
	memory->cold = above(machine_memory_cold(), RECLAIM_COLD_MIN);
	memory->own = smaller(above(zones.present * page_size, memory->total),
			      OWN_BYTES_MAX + memory->total / OWN_PART_MAX +
			      machine_crash_kernel_size());
	memory->kept_free = zones.kept_free * page_size;
}

/*
 * The kernel needs a free page for each that it copies, and makes room slowly if it has to:
 * hibernate_preallocate_memory() in kernel/power/snapshot.c.
 */
static uint64_t most_to_keep(const struct usage *memory)
{
	uint64_t half = above(memory->total + memory->own, memory->kept_free) / 2;
	uint64_t spare = SPARE_BYTES + 2 * machine_reserved_size() + half / (BITMAPS_PART / 2);

	return above(half, spare + memory->own);
}

uint64_t room_most_to_keep(void)
{
	struct usage memory;

	measure(&memory);
	return most_to_keep(&memory);
}

uint64_t room_to_keep(const struct options *options)
{
	struct usage memory;

	measure(&memory);
	return smaller(most_to_keep(&memory), options->image_size_given ?
		       above(options->image_size, memory.own) :
		       memory.used - memory.cold);
}

uint64_t room_expected_image(const struct options *options)
{
	uint64_t least = machine_memory_in_use(), keep = room_to_keep(options);
	struct usage memory;

	measure(&memory);
	keep = smaller(keep, memory.used);
	return smaller((keep > least ? keep : least) + memory.own, memory.total / 2);
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
