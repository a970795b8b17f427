// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <linux/types.h>
#include <linux/suspend_ioctls.h>

/* readv() and writev() take at most so many vectors: UIO_MAXIOV in linux/uio.h. */
#define VECTORS_MAX 1024u

static int control(int fd, unsigned int request, void *argument)
{
	return ioctl(fd, (int)request, argument) < 0 ? -errno : 0;
}

static int control_with_value(int fd, unsigned int request, uintptr_t value)
{
	return control(fd, request, (void *)value);
}

static int open_device(int flags)
{
	int fd = open(SNAPSHOT_DEVICE, flags | O_CLOEXEC);

	return fd < 0 ? -errno : fd;
}

int snapshot_open_to_save(void)
{
	return open_device(O_RDONLY);
}

int snapshot_open_to_restore(void)
{
	return open_device(O_WRONLY);
}

int snapshot_freeze(int fd)
{
	return control(fd, SNAPSHOT_FREEZE, NULL);
}

int snapshot_unfreeze(int fd)
{
	return control(fd, SNAPSHOT_UNFREEZE, NULL);
}

int snapshot_create_image(int fd, int *in_suspend)
{
	return control(fd, SNAPSHOT_CREATE_IMAGE, in_suspend);
}

int snapshot_atomic_restore(int fd)
{
	return control(fd, SNAPSHOT_ATOMIC_RESTORE, NULL);
}

int snapshot_free(int fd)
{
	return control(fd, SNAPSHOT_FREE, NULL);
}

int snapshot_set_preferred_image_size(int fd, uint64_t bytes)
{
	if (bytes > UINTPTR_MAX)
		return -EOVERFLOW;
	return control_with_value(fd, SNAPSHOT_PREF_IMAGE_SIZE, (uintptr_t)bytes);
}

int snapshot_get_image_size(int fd, uint64_t *bytes)
{
	__kernel_loff_t size = 0;
	int r = control(fd, SNAPSHOT_GET_IMAGE_SIZE, &size);

	*bytes = (uint64_t)size;
	return r;
}

int snapshot_set_swap_area(int fd, unsigned int major, unsigned int minor, uint64_t offset)
{
	/* new_encode_dev(), include/linux/kdev_t.h */
	uint32_t device = (minor & 0xff) | (major << 8) | ((minor & ~0xffu) << 12);
	struct resume_swap_area area = { .offset = (__kernel_loff_t)offset, .dev = device };

	return control(fd, SNAPSHOT_SET_SWAP_AREA, &area);
}

int snapshot_get_available_swap(int fd, uint64_t *bytes)
{
	__kernel_loff_t size = 0;
	int r = control(fd, SNAPSHOT_AVAIL_SWAP_SIZE, &size);

	*bytes = (uint64_t)size;
	return r;
}

int snapshot_alloc_swap_page(int fd, uint64_t *offset)
{
	__kernel_loff_t place = 0;
	int r = control(fd, SNAPSHOT_ALLOC_SWAP_PAGE, &place);

	*offset = (uint64_t)place;
	return r;
}

int snapshot_free_swap_pages(int fd)
{
	return control(fd, SNAPSHOT_FREE_SWAP_PAGES, NULL);
}

int snapshot_set_platform_support(int fd, int enabled)
{
	return control_with_value(fd, SNAPSHOT_PLATFORM_SUPPORT, enabled ? 1 : 0);
}

int snapshot_power_off(int fd)
{
	return control(fd, SNAPSHOT_POWER_OFF, NULL);
}

/* The device moves at most one page per vector. */
static unsigned int fill_vectors(struct iovec *vectors, char *pages, unsigned int count,
				 size_t page_size)
{
	if (count > VECTORS_MAX)
		count = VECTORS_MAX;
	for (unsigned int i = 0; i < count; i++) {
		vectors[i].iov_base = pages + i * page_size;
		vectors[i].iov_len = page_size;
	}
	return count;
}

int snapshot_read_pages(int fd, void *pages, unsigned int count, size_t page_size)
{
	struct iovec vectors[VECTORS_MAX];
	unsigned int done = 0;

	while (done < count) {
		unsigned int n = fill_vectors(vectors, (char *)pages + done * page_size,
					      count - done, page_size);
		ssize_t bytes = readv(fd, vectors, (int)n);

		if (bytes < 0)
			return -errno;
		if (bytes % (ssize_t)page_size)
			return -EIO;
		done += (unsigned int)(bytes / (ssize_t)page_size);
		if (bytes < (ssize_t)(n * page_size))
			break;
	}
	return (int)done;
}

uint64_t snapshot_restore_pages(const void *first_page, size_t page_size)
{
	const uint64_t *info = first_page;
	uint64_t image_pages = info[416 / 8], pages = info[424 / 8];
	uint64_t frame_number_pages = pages - image_pages - 1;

	return frame_number_pages * (page_size / sizeof(uint64_t));
}

int snapshot_write_pages(int fd, const void *pages, unsigned int count, size_t page_size)
{
	struct iovec vectors[VECTORS_MAX];
	unsigned int done = 0;

	while (done < count) {
		unsigned int n = fill_vectors(vectors, (char *)pages + done * page_size,
					      count - done, page_size);
		ssize_t bytes = writev(fd, vectors, (int)n);

		if (bytes < 0)
			return -errno;
		if (bytes == 0)
			return -ENODATA;
		if (bytes % (ssize_t)page_size)
			return -EIO;
		done += (unsigned int)(bytes / (ssize_t)page_size);
	}
	return 0;
}

int snapshot_write_end(int fd, const void *zero_page, size_t page_size)
{
	ssize_t bytes = write(fd, zero_page, page_size);

	if (bytes < 0)
		return -errno;
	return bytes == 0 ? 0 : -ENODATA;
}
