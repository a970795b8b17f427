// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The swap area: the one that --path or hibernate.conf names, else an active one that is as
 * large as memory, else a file to be made, as large as memory.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <blkid.h>

#include "administration/setup-step.h"
#include "administration/setup-swap-file.h"
#include "kernel/block-device.h"
#include "kernel/swap-area.h"
#include "kernel/swap-header.h"
#include "suspend-writer/area-stack.h"
#include "suspend-writer/choice.h"
#include "suspend-writer/log.h"
#include "suspend-writer/machine.h"
#include "suspend-writer/memory.h"
#include "suspend-writer/room.h"

#define AREAS_MAX 64
#define MIB ((uint64_t)1 << 20)

/*
 * The image takes half of memory at most, and what cannot stay in it goes to swap first:
 * together that is no more than memory.
 */
static uint64_t bytes_to_make(const struct setup *setup)
{
	uint64_t bytes = setup->options->size;

	if (bytes == 0)
		bytes = machine_memory_total() + (uint64_t)getpagesize();
	return (bytes + MIB - 1) / MIB * MIB;
}

static int is_suitable(const struct swap_area *area)
{
	struct swap_place place;

	return area->size >= machine_memory_total() &&
	       swap_area_locate(area->path, &place) == 0 &&
	       !area_stack_refusal(makedev(place.major, place.minor));
}

/* Names of disks change from boot to boot; what udev makes of a UUID does not. */
static void set_path(struct setup *setup, const char *path)
{
	char name[64] = "", *uuid = NULL;

	if (!strncmp(path, "/dev/", 5))
		uuid = blkid_get_tag_value(NULL, "UUID", path);
	if (uuid)
		snprintf(name, sizeof(name), "/dev/disk/by-uuid/%s", uuid);
	snprintf(setup->path, sizeof(setup->path), "%s",
		 uuid && access(name, F_OK) == 0 ? name : path);
	free(uuid);
}

static int adopt_active(struct setup *setup)
{
	struct swap_area areas[AREAS_MAX], *best = NULL;
	int count = swap_areas_read(areas, AREAS_MAX);

	for (int i = 0; i < count; i++)
		if (is_suitable(&areas[i]) && (!best || areas[i].size > best->size))
			best = &areas[i];
	if (best)
		set_path(setup, best->path);
	return best != NULL;
}

/* 0 if the first page is that of plain swap, else -errno; -EINVAL if it is not. */
static int check_header(const char *path, uint64_t *bytes)
{
	size_t page_size = (size_t)getpagesize();
	void *page = memory_allocate(page_size);
	int fd = block_device_open(path, 0), r = fd;

	if (fd < 0)
		return r;
	r = page ? block_device_size(fd, bytes) : -ENOMEM;
	if (r == 0 && *bytes < page_size)
		r = -EINVAL;
	if (r == 0)
		r = block_device_read(fd, page, page_size, 0);
	close(fd);
	if (r == 0 && swap_header_signature(page, page_size) != SWAP_SIGNATURE_SWAP)
		r = -EINVAL;
	return r;
}

/* As hibernate itself refuses, and a page for the swap header. */
static int check_size(const struct setup *setup, uint64_t bytes)
{
	uint64_t used = machine_memory_in_use();
	uint64_t least = room_least(used) + (uint64_t)getpagesize();

	if (bytes <= least) {
		log_error("%s of %" PRIu64 " MiB is too small: the %" PRIu64 " MiB of memory in "
			  "use need at least %" PRIu64 " MiB", setup->path, bytes / MIB, used / MIB,
			  least / MIB + 1);
		return -1;
	}
	if (bytes < machine_memory_total())
		log_note("%s is smaller than memory: hibernate --dry-run tells what an image takes",
			 setup->path);
	return 0;
}

static int use_existing(const struct setup *setup)
{
	const struct options *options = setup->options;
	struct choice choice = { .device = "" };
	uint64_t bytes = 0;
	int r = check_header(setup->path, &bytes);

	if (r == 0 && choice_locate(&choice, setup->path))
		return -1;
	if (r == -EINVAL)
		log_error("%s is there, but is no plain swap: mkswap it, or name another with "
			  "--path", setup->path);
	else if (r < 0)
		log_failure(setup->path, r);
	else if (bytes < options->size)
		log_error("%s is there, and smaller than --size: name another with --path",
			  setup->path);
	else
		return check_size(setup, bytes);
	return -1;
}

static int plan_file(struct setup *setup)
{
	setup->bytes = bytes_to_make(setup);
	if (check_size(setup, setup->bytes))
		return -1;
	return swap_file_check(setup->path, setup->bytes);
}

/* What one run has set up, another does not exchange: --undo first. */
static int check_journal(const struct setup *setup)
{
	const struct journal_entry *area = journal_find(&setup->journal, JOURNAL_AREA, NULL);

	if (!area || !strcmp(area->name, setup->path))
		return 0;
	log_error("%s has been set up already: hibernate setup --undo takes that back", area->name);
	return -1;
}

int setup_choose_area(struct setup *setup)
{
	const struct options *options = setup->options;

	if (options->swap[0])
		set_path(setup, options->swap);
	else if (!options->size && !options->hibernate_only && adopt_active(setup))
		return check_journal(setup);
	else if (swap_file_default_path(setup->path, sizeof(setup->path)))
		return -1;
	if (check_journal(setup))
		return -1;
	return access(setup->path, F_OK) == 0 ? use_existing(setup) : plan_file(setup);
}

static int is_made(const struct setup *setup, char *text, size_t size)
{
	if (setup->bytes)
		snprintf(text, size, "make the swap file %s of %" PRIu64 " MiB", setup->path,
			 setup->bytes / MIB);
	else
		snprintf(text, size, "use the swap area %s", setup->path);
	return !setup->bytes;
}

static int make(struct setup *setup)
{
	if (swap_file_make(&setup->journal, setup->path, setup->bytes))
		return -1;
	setup->bytes = 0;
	return 0;
}

const struct step setup_make_area = { is_made, make };
