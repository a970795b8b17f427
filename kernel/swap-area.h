/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_SWAP_AREA_H
#define KERNEL_SWAP_AREA_H

#include <stdint.h>

/* An active swap area, as in /proc/swaps; sizes in bytes. */
struct swap_area {
	char path[512];
	uint64_t size;
	uint64_t used;
	int priority;
};

/* Where the kernel finds an area: block device, and device page of its swap header. */
struct swap_place {
	unsigned int major;
	unsigned int minor;
	uint64_t offset;
};

/* The number of areas read into at most max places, or -errno. */
int swap_areas_read(struct swap_area *areas, int max);

/*
 * The place of a swap partition or file. -EOPNOTSUPP on a filesystem that does not name its
 * block device; -EINVAL if the file does not begin on a page of the device; on btrfs
 * -EMEDIUMTYPE if the file is copied on write or compressed, and as btrfs_locate() says.
 */
int swap_area_locate(const char *path, struct swap_place *place);

#endif
