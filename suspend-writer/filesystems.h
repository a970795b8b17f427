/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_FILESYSTEMS_H
#define WRITER_FILESYSTEMS_H

/*
 * The mounted filesystems on block devices. The kernel's flushers go on after the
 * snapshot: what a filesystem commits then, the restored kernel overwrites with its older
 * view. So all are synced between freeze and snapshot, and one whose superblock changes
 * before the image is committed spoils it.
 */
struct filesystems;

/* Find and open them, before the freeze. NULL after saying why not. */
struct filesystems *filesystems_open(void);

/* syncfs() each. 0, or -1 after saying which failed. */
int filesystems_sync(struct filesystems *filesystems);

/* Remember the superblocks as they are on disk. 0, or -1 after saying what failed. */
int filesystems_remember(struct filesystems *filesystems);

/* Are the superblocks still the same? 0, or -1 after saying which is not. */
int filesystems_check(struct filesystems *filesystems);

void filesystems_close(struct filesystems *filesystems);

#endif
