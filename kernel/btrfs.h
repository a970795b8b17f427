/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_BTRFS_H
#define KERNEL_BTRFS_H

#include <stdint.h>

/* Is this open file on btrfs? */
int btrfs_has(int fd);

/* May the kernel write this file in place? 1, or 0 if it is copied on write or compressed. */
int btrfs_writes_in_place(int fd);

/*
 * May a file that is made in this open directory lie on one device, and once? 0 or -errno: -EXDEV
 * and -ENOTUNIQ as for btrfs_locate().
 */
int btrfs_check_profile(int fd);

/*
 * Where a logical byte of the filesystem of an open file lies: device, and byte of it. 0 or
 * -errno: -EXDEV if the filesystem has several devices, -ENOTUNIQ if the byte is kept more than
 * once or its chunk is striped (DUP, RAID), -ENOENT if no chunk has it. For root.
 */
int btrfs_locate(int fd, uint64_t logical, unsigned int *major, unsigned int *minor,
		 uint64_t *physical);

#endif
