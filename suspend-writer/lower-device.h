/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_LOWER_DEVICE_H
#define WRITER_LOWER_DEVICE_H

#include <stdint.h>
#include <sys/types.h>

/*
 * The lowest block devices that filesystems lie on: below LUKS and linear volumes, so
 * that the loader need not open those to look at their bytes.
 */

/* A device, and what tells it from others; all as in struct image_guard. */
struct lower_device {
	dev_t number;
	int fd;
	uint64_t sectors;
	uint64_t start;
	uint64_t anchor_offset;
	uint32_t anchor_size;
	uint64_t anchor_checksum;
};

/* Where a run of bytes of an upper device lies. */
struct lower_run {
	const struct lower_device *device;
	uint64_t offset;  /* bytes */
	uint64_t length;  /* bytes from there on that lie in one piece */
};

struct lower_devices;

/* Room for all; NULL if there is no memory. */
struct lower_devices *lower_devices_new(void);

/* Find and open what lies below a device, before the freeze. 0, or -1 after saying why not. */
int lower_devices_add(struct lower_devices *all, dev_t upper);

/* Where does this byte of an upper device that was added lie? 0, or -ENXIO. */
int lower_devices_find(const struct lower_devices *all, dev_t upper, uint64_t offset,
		       struct lower_run *run);

void lower_devices_close(struct lower_devices *all);

#endif
