/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_FILESYSTEMS_H
#define WRITER_FILESYSTEMS_H

#include <stdint.h>

#include "image/guard.h"
#include "suspend-writer/sys-device.h"

/*
 * The mounted filesystems on block devices. The kernel's flushers go on after the
 * snapshot: what a filesystem commits then, the restored kernel overwrites with its older
 * view. So all are synced between freeze and snapshot; and the bytes that a write by
 * anybody changes guard the image: until it is committed the writer compares them, and the
 * loader before it loads.
 */
struct filesystems;

/* Find and open them, before the freeze. NULL after saying why not. */
struct filesystems *filesystems_open(void);

/*
 * Bring to the disk what each has to write. 0, or -1 after saying which failed, or which was
 * mounted since.
 */
int filesystems_sync(struct filesystems *filesystems);

/* Take the guards from what is on disk. 0, or -1 after saying what failed. */
int filesystems_guard(struct filesystems *filesystems);

/* Do the guards still hold? 0, or -1 after saying which does not. */
int filesystems_check(struct filesystems *filesystems);

/* The guards, *count of them. */
const struct image_guard *filesystems_guards(const struct filesystems *filesystems,
					     uint64_t *count);

/*
 * The place of one that is guarded on a device built of others, such as a striped volume or an
 * md, which the root does not lie on: unless the initramfs puts that together, the loader misses
 * it. NULL if there is none.
 */
const char *filesystems_find_stacked(const struct filesystems *filesystems,
				     struct sys_device *device);

void filesystems_close(struct filesystems *filesystems);

#endif
