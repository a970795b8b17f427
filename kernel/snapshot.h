/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_SNAPSHOT_H
#define KERNEL_SNAPSHOT_H

#include <stddef.h>
#include <stdint.h>

/* /dev/snapshot, kernel/power/user.c. All return 0 or -errno unless said otherwise. */

#define SNAPSHOT_DEVICE "/dev/snapshot"

/* For saving; runs the kernel's hibernation notifiers. The descriptor, or -errno. */
int snapshot_open_to_save(void);

/* For restoring. The descriptor, or -errno. */
int snapshot_open_to_restore(void);

int snapshot_freeze(int fd);

/* Has no effect while an image exists: snapshot_free() first. */
int snapshot_unfreeze(int fd);

/* *in_suspend: 1 after the snapshot was taken, 0 in the restored kernel or if aborted. */
int snapshot_create_image(int fd, int *in_suspend);

/* Does not return on success. */
int snapshot_atomic_restore(int fd);

int snapshot_free(int fd);

/* Bytes; also sets /sys/power/image_size. */
int snapshot_set_preferred_image_size(int fd, uint64_t bytes);

/* Bytes of the image stream. */
int snapshot_get_image_size(int fd, uint64_t *bytes);

/* device: major and minor of the block device; offset of the area's first page, in pages. */
int snapshot_set_swap_area(int fd, unsigned int major, unsigned int minor, uint64_t offset);

/* Free bytes of the area. */
int snapshot_get_available_swap(int fd, uint64_t *bytes);

/* One page of swap: *offset in bytes from the start of the block device. -ENOSPC */
int snapshot_alloc_swap_page(int fd, uint64_t *offset);

/* All pages that snapshot_alloc_swap_page() gave out. */
int snapshot_free_swap_pages(int fd);

int snapshot_set_platform_support(int fd, int enabled);

/* ACPI S4; needs platform support, else it returns 0 and does nothing. */
int snapshot_power_off(int fd);

/*
 * Read up to count pages of the image stream into contiguous memory. Returns the number
 * of pages, fewer only at the end, or -errno. An error loses the position in the stream.
 */
int snapshot_read_pages(int fd, void *pages, unsigned int count, size_t page_size);

/*
 * From the stream's first page (struct swsusp_info, kernel/power/power.h, of a 64-bit
 * kernel): page frames that a restore allocates at most, those of zero pages included.
 */
uint64_t snapshot_restore_pages(const void *first_page, size_t page_size);

/* Write count contiguous pages. -ENODATA if the kernel wants no more. */
int snapshot_write_pages(int fd, const void *pages, unsigned int count, size_t page_size);

/*
 * Tell the kernel that the stream is over: kernels since 6.6 need one more write if the
 * last page frames are zero. -ENODATA if the kernel expects more pages.
 */
int snapshot_write_end(int fd, const void *zero_page, size_t page_size);

#endif
