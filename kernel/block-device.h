/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_BLOCK_DEVICE_H
#define KERNEL_BLOCK_DEVICE_H

#include <stddef.h>
#include <stdint.h>

/*
 * Direct I/O past the page cache: offsets, sizes and buffers in multiples of the page
 * size. Also on a regular file that is a copy of a device. 0 or -errno unless said.
 */

/* The descriptor, or -errno. A filesystem without O_DIRECT is read through its cache. */
int block_device_open(const char *path, int writable);

/* Bytes of a device or file. */
int block_device_size(int fd, uint64_t *bytes);

/* Read or write all size bytes; -EIO at the end of the device. */
int block_device_read(int fd, void *buffer, size_t size, uint64_t offset);
int block_device_write(int fd, const void *buffer, size_t size, uint64_t offset);

/*
 * Read size bytes at any offset: whole pages around them go into the window, which has
 * room for size + 8192 bytes, and *bytes points into it. 0 or -errno.
 */
int block_device_read_around(int fd, void *window, uint64_t offset, size_t size,
			     const void **bytes);

/* Everything written has reached stable storage, the device's own cache included. */
int block_device_flush(int fd);

#endif
