/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_REGIONS_H
#define WRITER_REGIONS_H

#include <stdint.h>

/* Bytes that the window for reading must have. */
#define REGIONS_WINDOW_SIZE (16u * 1024)

/* Takes size bytes at a byte offset of the device, size at most 1 MiB. 0 or -errno. */
typedef int region_sink(void *context, uint64_t offset, uint32_t size);

/*
 * The regions of the filesystem on a device that a mount elsewhere changes if it writes
 * anything, as they lie now. type as in mountinfo. 0, -errno, -EINVAL: not understood.
 */
int regions_find(const char *type, int fd, void *window, region_sink *sink, void *context);

#endif
