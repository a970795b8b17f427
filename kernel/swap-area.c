// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/swap-area.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <linux/fiemap.h>
#include <linux/fs.h>

#include "kernel/btrfs.h"

#define UNPLACED (FIEMAP_EXTENT_UNKNOWN | FIEMAP_EXTENT_DELALLOC | FIEMAP_EXTENT_ENCODED | \
		  FIEMAP_EXTENT_DATA_INLINE | FIEMAP_EXTENT_NOT_ALIGNED)

/* The kernel writes blanks and the like in paths as \ooo: mangle_path(), fs/seq_file.c. */
static void unescape(char *text)
{
	char *to = text;
	unsigned int byte;

	for (; *text; to++)
		if (sscanf(text, "\\%3o", &byte) == 1) {
			*to = (char)byte;
			text += 4;
		} else {
			*to = *text++;
		}
	*to = '\0';
}

static int parse_area(const char *line, struct swap_area *area)
{
	unsigned long long size, used;

	if (sscanf(line, "%511s %*s %llu %llu %d", area->path, &size, &used,
		   &area->priority) != 4)
		return 0;
	unescape(area->path);
	area->size = size * 1024;
	area->used = used * 1024;
	return 1;
}

int swap_areas_read(struct swap_area *areas, int max)
{
	FILE *swaps = fopen("/proc/swaps", "re");
	char line[1024];
	int count = 0;

	if (!swaps)
		return -errno;
	while (count < max && fgets(line, sizeof(line), swaps))
		count += parse_area(line, &areas[count]);
	fclose(swaps);
	return count;
}

/* Device byte of the file's first byte: Documentation/filesystems/fiemap.rst */
static int first_byte(int fd, uint64_t *position)
{
	struct {
		struct fiemap map;
		struct fiemap_extent extent;
	} request = { .map = { .fm_length = 1, .fm_flags = FIEMAP_FLAG_SYNC,
			       .fm_extent_count = 1 } };

	if (ioctl(fd, FS_IOC_FIEMAP, &request.map) < 0)
		return -errno;
	if (request.map.fm_mapped_extents != 1 || request.extent.fe_logical != 0 ||
	    (request.extent.fe_flags & UNPLACED))
		return -EINVAL;
	*position = request.extent.fe_physical;
	return 0;
}

/* What st_dev and FIEMAP say on btrfs are not the device and its bytes. */
static int locate_on_btrfs(int fd, struct swap_place *place, uint64_t *position)
{
	uint64_t logical = 0;
	int r = btrfs_writes_in_place(fd) ? first_byte(fd, &logical) : -EMEDIUMTYPE;

	return r < 0 ? r : btrfs_locate(fd, logical, &place->major, &place->minor, position);
}

static int locate_file(int fd, const struct stat *status, struct swap_place *place)
{
	uint64_t position = 0, page_size = (uint64_t)getpagesize();
	int r;

	place->major = major(status->st_dev);
	place->minor = minor(status->st_dev);
	if (place->major != 0)
		r = first_byte(fd, &position);
	else
		r = btrfs_has(fd) ? locate_on_btrfs(fd, place, &position) : -EOPNOTSUPP;
	if (r == 0 && position % page_size)
		r = -EINVAL;
	place->offset = position / page_size;
	return r;
}

int swap_area_locate(const char *path, struct swap_place *place)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), r = 0;
	struct stat status;

	if (fd < 0)
		return -errno;
	if (fstat(fd, &status) < 0) {
		r = -errno;
	} else if (S_ISBLK(status.st_mode)) {
		place->major = major(status.st_rdev);
		place->minor = minor(status.st_rdev);
		place->offset = 0;
	} else if (!S_ISREG(status.st_mode)) {
		r = -ENOTBLK;
	} else {
		r = locate_file(fd, &status, place);
	}
	close(fd);
	return r;
}
