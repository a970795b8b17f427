// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/lower-device.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <blkid.h>

#include "image/checksum.h"
#include "kernel/block-device.h"
#include "suspend-writer/dm-table.h"
#include "suspend-writer/log.h"
#include "suspend-writer/memory.h"

#define DEVICES_MAX 64
#define SEGMENTS_MAX 512
#define DEPTH_MAX 8
#define SECTOR 512u
#define WINDOW_SIZE 16384u

/* A piece of an upper device; all in bytes. */
struct segment {
	dev_t upper;
	uint64_t start, length;
	const struct lower_device *device;
	uint64_t offset;
};

struct lower_devices {
	struct lower_device devices[DEVICES_MAX];
	struct segment segments[SEGMENTS_MAX];
	int device_count, segment_count;
	void *window;
};

/* Bytes that no mount changes and no other device has. */
static const struct anchor {
	const char *type, *version; /* as libblkid says; NULL: any */
	uint64_t offset;
	uint32_t size;
} anchors[] = {
	{ "ext2", NULL, 1024 + 104, 16 },      /* s_uuid */
	{ "ext3", NULL, 1024 + 104, 16 },
	{ "ext4", NULL, 1024 + 104, 16 },
	{ "xfs", NULL, 32, 16 },               /* sb_uuid */
	{ "btrfs", NULL, 65536 + 267, 32 },    /* dev_item.uuid and its fsid */
	{ "f2fs", NULL, 1024 + 108, 16 },      /* uuid */
	{ "vfat", "FAT32", 67, 15 },           /* serial number and label */
	{ "vfat", NULL, 39, 15 },
	{ "exfat", NULL, 100, 4 },             /* serial number */
	{ "ntfs", NULL, 72, 8 },               /* serial number */
	{ "crypto_LUKS", NULL, 168, 40 },      /* UUID of either version's header */
	{ "LVM2_member", NULL, SECTOR + 32, 32 }, /* UUID of the physical volume */
};

/* A number in a file below /sys/dev/block, 0 if there is none. */
static uint64_t sysfs_number(dev_t device, const char *name)
{
	char path[96], text[32] = "";
	FILE *file;

	snprintf(path, sizeof(path), "/sys/dev/block/%u:%u/%s", major(device), minor(device),
		 name);
	file = fopen(path, "re");
	if (!file)
		return 0;
	if (!fgets(text, sizeof(text), file))
		text[0] = '\0';
	fclose(file);
	return strtoull(text, NULL, 10);
}

static const struct anchor *anchor_of(blkid_probe probe)
{
	const char *type = NULL, *version = NULL;

	if (blkid_do_safeprobe(probe) != 0 ||
	    blkid_probe_lookup_value(probe, "TYPE", &type, NULL) < 0)
		return NULL;
	blkid_probe_lookup_value(probe, "VERSION", &version, NULL);
	for (size_t i = 0; i < sizeof(anchors) / sizeof(anchors[0]); i++)
		if (!strcmp(anchors[i].type, type) &&
		    (!anchors[i].version || (version && !strcmp(anchors[i].version, version))))
			return &anchors[i];
	return NULL;
}

static const struct anchor *find_anchor(const char *node)
{
	blkid_probe probe = blkid_new_probe_from_filename(node);
	const struct anchor *anchor;

	if (!probe)
		return NULL;
	blkid_probe_enable_superblocks(probe, 1);
	blkid_probe_set_superblocks_flags(probe, BLKID_SUBLKS_TYPE | BLKID_SUBLKS_VERSION);
	anchor = anchor_of(probe);
	blkid_free_probe(probe);
	return anchor;
}

static int set_anchor(struct lower_devices *all, struct lower_device *device,
		      const char *node)
{
	const struct anchor *anchor = find_anchor(node);
	const void *bytes;
	int r;

	if (!anchor)
		return 0;
	r = block_device_read_around(device->fd, all->window, anchor->offset, anchor->size,
				     &bytes);
	if (r < 0)
		return r;
	device->anchor_offset = anchor->offset;
	device->anchor_size = anchor->size;
	device->anchor_checksum = checksum(bytes, anchor->size, 0);
	return 0;
}

static int open_device(struct lower_devices *all, struct lower_device *device, dev_t number)
{
	char *node = blkid_devno_to_devname(number);
	int r;

	device->number = number;
	device->sectors = sysfs_number(number, "size");
	device->start = sysfs_number(number, "start");
	device->fd = node ? block_device_open(node, 0) : -ENODEV;
	r = device->fd < 0 ? device->fd : set_anchor(all, device, node);
	if (r < 0)
		log_failure(node ? node : "a block device below a filesystem", r);
	free(node);
	return r;
}

/* NULL after saying why not. */
static const struct lower_device *get_device(struct lower_devices *all, dev_t number)
{
	for (int i = 0; i < all->device_count; i++)
		if (all->devices[i].number == number)
			return &all->devices[i];
	if (all->device_count == DEVICES_MAX) {
		log_error("the filesystems lie on more than %d block devices", DEVICES_MAX);
		return NULL;
	}
	if (open_device(all, &all->devices[all->device_count], number) < 0)
		return NULL;
	return &all->devices[all->device_count++];
}

/* A range of the upper device, and where it lies in the device below. */
struct range {
	dev_t upper;
	uint64_t start, length;
	dev_t lower;
	uint64_t offset;
};

static int add_range(struct lower_devices *all, const struct range *range, int depth);

/* The device and the offset in the parameters of a target that only shifts sectors. */
static int parse_target(const char *type, const char *parameters, unsigned int *major_number,
			unsigned int *minor_number, uint64_t *sector)
{
	if (!strcmp(type, "linear"))
		return sscanf(parameters, "%u:%u %" SCNu64, major_number, minor_number,
			      sector) == 3;
	if (!strcmp(type, "crypt"))
		return sscanf(parameters, "%*s %*s %*s %u:%u %" SCNu64, major_number,
			      minor_number, sector) == 3;
	return 0;
}

/*
 * Go down through one device of the device mapper. 1 if all of range was added, 0 if it
 * does more than shift sectors, -1 after saying what failed.
 */
static int descend_table(struct lower_devices *all, const struct range *range,
			 struct dm_task *task, int depth)
{
	uint64_t start, length, sector;
	unsigned int major_number, minor_number;
	char *type, *parameters;
	void *next = NULL;

	do {
		struct range below = *range;
		uint64_t end, first;

		next = dm_get_next_target(task, next, &start, &length, &type, &parameters);
		if (!type || !parse_target(type, parameters, &major_number, &minor_number,
					   &sector))
			return 0;
		first = start * SECTOR > range->offset ? start * SECTOR : range->offset;
		end = (start + length) * SECTOR;
		if (end > range->offset + range->length)
			end = range->offset + range->length;
		if (first >= end)
			continue;
		below.start = range->start + (first - range->offset);
		below.length = end - first;
		below.lower = makedev(major_number, minor_number);
		below.offset = sector * SECTOR + (first - start * SECTOR);
		if (add_range(all, &below, depth + 1))
			return -1;
	} while (next);
	return 1;
}

static int descend(struct lower_devices *all, const struct range *range, int depth)
{
	int before = all->segment_count, r = 0;
	struct dm_task *task;
	char path[64];

	snprintf(path, sizeof(path), "/sys/dev/block/%u:%u/dm", major(range->lower),
		 minor(range->lower));
	if (depth == DEPTH_MAX || access(path, F_OK) < 0)
		return 0;
	task = dm_table_read(range->lower);
	if (task) {
		r = descend_table(all, range, task, depth);
		dm_task_destroy(task);
	}
	if (r == 0)
		all->segment_count = before;
	return r;
}

static int add_range(struct lower_devices *all, const struct range *range, int depth)
{
	struct segment *segment;
	int r = descend(all, range, depth);

	if (r != 0)
		return r < 0 ? -1 : 0;
	if (all->segment_count == SEGMENTS_MAX) {
		log_error("the filesystems lie on more than %d pieces of volumes",
			  SEGMENTS_MAX);
		return -1;
	}
	segment = &all->segments[all->segment_count];
	segment->device = get_device(all, range->lower);
	if (!segment->device)
		return -1;
	segment->upper = range->upper;
	segment->start = range->start;
	segment->length = range->length;
	segment->offset = range->offset;
	all->segment_count++;
	return 0;
}

struct lower_devices *lower_devices_new(void)
{
	struct lower_devices *all = memory_allocate(sizeof(*all));

	if (all)
		all->window = memory_allocate(WINDOW_SIZE);
	return all && all->window ? all : NULL;
}

int lower_devices_add(struct lower_devices *all, dev_t upper)
{
	struct range range = { .upper = upper, .lower = upper };
	struct lower_run run;

	if (lower_devices_find(all, upper, 0, &run) == 0)
		return 0;
	range.length = sysfs_number(upper, "size") * SECTOR;
	return add_range(all, &range, 0);
}

int lower_devices_find(const struct lower_devices *all, dev_t upper, uint64_t offset,
		       struct lower_run *run)
{
	for (int i = 0; i < all->segment_count; i++) {
		const struct segment *segment = &all->segments[i];

		if (segment->upper != upper || offset < segment->start ||
		    offset - segment->start >= segment->length)
			continue;
		run->device = segment->device;
		run->offset = segment->offset + (offset - segment->start);
		run->length = segment->length - (offset - segment->start);
		return 0;
	}
	return -ENXIO;
}

void lower_devices_close(struct lower_devices *all)
{
	for (int i = 0; i < all->device_count; i++)
		close(all->devices[i].fd);
}
