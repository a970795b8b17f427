// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A device is told by its size, its start and its anchor, as image/FORMAT.md says; names
 * change from boot to boot, and udev's links may not be there. If several devices look
 * alike, copies of one another, each of them must be unchanged. Without an anchor the
 * guarded bytes stand for it: others may have the size and the start by chance.
 */
#include "loader/guards.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "image/checksum.h"
#include "kernel/block-device.h"
#include "loader/device.h"
#include "loader/log.h"

#define SYS_BLOCK "/sys/class/block"
#define ALIKE_MAX 16
#define WINDOW_SIZE (IMAGE_GUARD_BYTES_MAX + 8192)

/* The open devices that are meant by guards of one device. */
struct meant {
	const struct image_guard *guard; /* one of them; NULL: none yet */
	int fds[ALIKE_MAX];
	int count;
	int of_its_size; /* have been seen, meant or not */
	int unreadable;  /* among these: it may be meant */
	void *window;
};

/* A number in a file of a block device's folder in sysfs, 0 if there is none. */
static uint64_t sysfs_number(const char *device, const char *name)
{
	char path[300], text[32];
	int fd;
	ssize_t length;

	snprintf(path, sizeof(path), SYS_BLOCK "/%s/%s", device, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	length = read(fd, text, sizeof(text) - 1);
	close(fd);
	text[length > 0 ? length : 0] = '\0';
	return strtoull(text, NULL, 10);
}

/* The node that devtmpfs made: '!' in sysfs stands for '/'. */
static int open_node(const char *device)
{
	char path[300];

	snprintf(path, sizeof(path), "/dev/%s", device);
	for (char *p = path; (p = strchr(p, '!'));)
		*p = '/';
	return block_device_open(path, 0);
}

/* 1 if the bytes are those of the checksum, 0 if not, -errno if they cannot be read. */
static int has_bytes(int fd, void *window, uint64_t offset, uint32_t size, uint64_t sum)
{
	const void *bytes;
	int r = block_device_read_around(fd, window, offset, size, &bytes);

	for (int i = 1; r < 0 && i < READ_TRIES; i++) {
		sleep(1);
		r = block_device_read_around(fd, window, offset, size, &bytes);
	}
	return r < 0 ? r : checksum(bytes, size, 0) == sum;
}

static int has_guarded_bytes(int fd, void *window, const struct image_guard *guard)
{
	return has_bytes(fd, window, guard->offset, guard->size, guard->checksum);
}

static int has_anchor(int fd, void *window, const struct image_guard *guard)
{
	return guard->anchor_size == 0 ?
		       has_guarded_bytes(fd, window, guard) :
		       has_bytes(fd, window, guard->anchor_offset, guard->anchor_size,
				 guard->anchor_checksum);
}

static void add_if_meant(struct meant *meant, const char *device)
{
	const struct image_guard *guard = meant->guard;
	int fd, r;

	if (sysfs_number(device, "size") != guard->device_sectors ||
	    sysfs_number(device, "start") != guard->device_start ||
	    meant->count == ALIKE_MAX)
		return;
	fd = open_node(device);
	if (fd < 0)
		return;
	meant->of_its_size = 1;
	r = has_anchor(fd, meant->window, guard);
	if (r < 0)
		meant->unreadable = 1;
	if (r > 0)
		meant->fds[meant->count++] = fd;
	else
		close(fd);
}

static void close_all(struct meant *meant)
{
	while (meant->count > 0)
		close(meant->fds[--meant->count]);
}

/* Is there a device that is meant, or one that need not be waited for? */
static int find(struct meant *meant)
{
	DIR *directory = opendir(SYS_BLOCK);
	struct dirent *entry;

	close_all(meant);
	meant->of_its_size = meant->unreadable = 0;
	while (directory && (entry = readdir(directory)))
		if (entry->d_name[0] != '.')
			add_if_meant(meant, entry->d_name);
	if (directory)
		closedir(directory);
	return meant->count > 0 || meant->unreadable;
}

static int find_waiting(void *context)
{
	return find(context);
}

static int same_device(const struct image_guard *a, const struct image_guard *b)
{
	return a->device_sectors == b->device_sectors && a->device_start == b->device_start &&
	       a->anchor_offset == b->anchor_offset && a->anchor_size == b->anchor_size &&
	       a->anchor_checksum == b->anchor_checksum;
}

static const char *say(const struct image_guard *guard, const char *what)
{
	static char reason[128];

	snprintf(reason, sizeof(reason), "the filesystem at %s %s", guard->place, what);
	return reason;
}

static const char *changed(const struct image_guard *guard)
{
	return say(guard, "was changed since the image was made");
}

/* The next boot may come to something else. */
static const char *fail(struct image *image, const struct image_guard *guard, const char *what)
{
	image->outcome = IMAGE_OUTCOME_FAILED;
	return say(guard, what);
}

static const char *find_meant(struct meant *meant, struct image *image,
			      unsigned int *left_ms)
{
	const struct image_guard *guard = meant->guard;

	wait_until(find_waiting, meant, left_ms);
	if (meant->count > 0)
		return NULL;
	if (meant->unreadable)
		return fail(image, guard, "cannot be read");
	if (guard->anchor_size == 0 && meant->of_its_size)
		return changed(guard);
	return fail(image, guard, "is on a device that is not there");
}

static const char *check_guard(struct meant *meant, struct image *image,
			       const struct image_guard *guard, unsigned int *left_ms)
{
	const char *reason = NULL;

	if (!meant->guard || !same_device(meant->guard, guard) || guard->anchor_size == 0) {
		meant->guard = guard;
		reason = find_meant(meant, image, left_ms);
	}
	for (int i = 0; i < meant->count && !reason; i++) {
		int r = has_guarded_bytes(meant->fds[i], meant->window, guard);

		if (r <= 0)
			reason = r == 0 ? changed(guard) : fail(image, guard, "cannot be read");
	}
	return reason;
}

const char *guards_check(struct image *image, unsigned int seconds)
{
	struct meant meant = { .window = pages_allocate(WINDOW_SIZE) };
	unsigned int left_ms = seconds * 1000;
	const char *reason = meant.window ? NULL : failure("memory", -ENOMEM);

	for (uint64_t i = 0; i < image->info.guard_count && !reason; i++)
		reason = check_guard(&meant, image, &image->guards[i], &left_ms);
	close_all(&meant);
	if (meant.window)
		munmap(meant.window, WINDOW_SIZE);
	return reason;
}
