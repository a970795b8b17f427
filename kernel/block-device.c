// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/block-device.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/*
 * blk_errors[], block/blk-core.c: what a disk answers comes as codes whose common texts,
 * such as "No data available" for a bad sector, mislead. The kernel's log has the details.
 */
static int transfer_error(int error)
{
	switch (error) {
	case ENODATA:
	case EREMOTEIO:
	case EILSEQ:
	case ENOLINK:
	case EBADE:
		return -EIO;
	default:
		return -error;
	}
}

int block_device_open(const char *path, int writable)
{
	int flags = (writable ? O_RDWR : O_RDONLY) | O_CLOEXEC;
	int fd = open(path, flags | O_DIRECT);

	if (fd < 0 && errno == EINVAL)
		fd = open(path, flags);
	return fd < 0 ? -errno : fd;
}

int block_device_size(int fd, uint64_t *bytes)
{
	off_t end = lseek(fd, 0, SEEK_END);

	if (end < 0)
		return -errno;
	*bytes = (uint64_t)end;
	return 0;
}

int block_device_read(int fd, void *buffer, size_t size, uint64_t offset)
{
	for (char *p = buffer; size > 0;) {
		ssize_t n = pread(fd, p, size, (off_t)offset);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? transfer_error(errno) : -EIO;
		p += n;
		size -= (size_t)n;
		offset += (uint64_t)n;
	}
	return 0;
}

int block_device_write(int fd, const void *buffer, size_t size, uint64_t offset)
{
	for (const char *p = buffer; size > 0;) {
		ssize_t n = pwrite(fd, p, size, (off_t)offset);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? transfer_error(errno) : -EIO;
		p += n;
		size -= (size_t)n;
		offset += (uint64_t)n;
	}
	return 0;
}

int block_device_read_around(int fd, void *window, uint64_t offset, size_t size,
			     const void **bytes)
{
	const uint64_t unit = 4096;
	uint64_t start = offset / unit * unit, end, device_end = 0;
	int r = block_device_size(fd, &device_end);

	if (r < 0)
		return r;
	if (offset > device_end || size > device_end - offset)
		return -EIO;
	end = (offset + size + unit - 1) / unit * unit;
	if (end > device_end)
		end = device_end;
	*bytes = (const char *)window + (offset - start);
	return block_device_read(fd, window, (size_t)(end - start), start);
}

int block_device_flush(int fd)
{
	return fdatasync(fd) < 0 ? transfer_error(errno) : 0;
}
