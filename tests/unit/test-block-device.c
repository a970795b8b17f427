// SPDX-License-Identifier: GPL-2.0-or-later
/* A disk that transfers less than it was asked for, is interrupted, is full, or fails midway. */
#include "tests/unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kernel/block-device.h"

#define SIZE 16384u

/* What each call of pread() and pwrite() transfers at most, and what the last of them does. */
static struct {
	size_t part;
	unsigned int calls, last;
	int error; /* of the last; 0: it transfers nothing */
} disk;

/* -1 with errno, 0, or how much may be transferred. */
static ssize_t limit(size_t size)
{
	if (++disk.calls == disk.last) {
		errno = disk.error;
		return disk.error ? -1 : 0;
	}
	return (ssize_t)(size < disk.part ? size : disk.part);
}

ssize_t pread(int fd, void *data, size_t size, off_t offset)
{
	ssize_t part = limit(size);

	return part <= 0 ? part : syscall(SYS_pread64, fd, data, part, offset);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset)
{
	ssize_t part = limit(size);

	return part <= 0 ? part : syscall(SYS_pwrite64, fd, data, part, offset);
}

static int open_file(void)
{
	char path[] = "build/unit/device-XXXXXX";
	int fd = mkstemp(path);

	unlink(path);
	return fd;
}

/* Write SIZE bytes at SIZE and read them back, both with that fault. The first error, or 0. */
static int write_and_read(unsigned int last, int error)
{
	static uint8_t data[SIZE], back[SIZE];
	int fd = open_file(), r;

	memset(back, 0, sizeof(back));
	for (size_t i = 0; i < SIZE; i++)
		data[i] = (uint8_t)(i / 7);
	disk.part = 1536, disk.calls = 0, disk.last = last, disk.error = error;
	r = block_device_write(fd, data, SIZE, SIZE);
	if (r == 0) {
		disk.calls = 0;
		r = block_device_read(fd, back, SIZE, SIZE);
	}
	if (r == 0)
		assert_memory_equal(back, data, SIZE);
	close(fd);
	return r;
}

static void short_transfers_are_gone_on_with(void **state)
{
	(void)state;
	assert_int_equal(write_and_read(0, 0), 0);
	assert_int_equal(disk.calls, 11);
}

static void an_interrupted_transfer_is_gone_on_with(void **state)
{
	(void)state;
	assert_int_equal(write_and_read(3, EINTR), 0);
	assert_int_equal(disk.calls, 12);
}

static void what_is_not_whole_is_an_error(void **state)
{
	(void)state;
	assert_int_equal(write_and_read(1, 0), -EIO);
	assert_int_equal(write_and_read(11, 0), -EIO);
	assert_int_equal(write_and_read(11, EIO), -EIO);
	assert_int_equal(write_and_read(2, ENOSPC), -ENOSPC);
}

/* Not "No data available": that is the kernel's word for a bad sector. */
static void a_bad_sector_is_an_io_error(void **state)
{
	(void)state;
	assert_int_equal(write_and_read(5, ENODATA), -EIO);
}

static void reading_that_is_not_whole_is_an_error(void **state)
{
	static uint8_t back[SIZE];
	int fd = open_file();

	(void)state;
	assert_int_equal(ftruncate(fd, SIZE), 0);
	disk.part = 1536, disk.calls = 0, disk.last = 11, disk.error = EIO;
	assert_int_equal(block_device_read(fd, back, SIZE, 0), -EIO);
	disk.calls = 0, disk.error = 0;
	assert_int_equal(block_device_read(fd, back, SIZE, 0), -EIO);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_transfers_are_gone_on_with),
		cmocka_unit_test(an_interrupted_transfer_is_gone_on_with),
		cmocka_unit_test(what_is_not_whole_is_an_error),
		cmocka_unit_test(a_bad_sector_is_an_io_error),
		cmocka_unit_test(reading_that_is_not_whole_is_an_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
