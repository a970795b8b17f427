// SPDX-License-Identifier: GPL-2.0-or-later
#include "loader/array.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define DEPTH_MAX 8
#define PATH_SIZE 1024

/* The file holds the number of missing disks; what is no array has none. */
static int is_degraded(const char *device, const char *file)
{
	char path[PATH_SIZE + 32], first = '0';
	int fd;

	snprintf(path, sizeof(path), "%s/%s", device, file);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	if (read(fd, &first, 1) != 1)
		first = '0';
	close(fd);
	return first != '0';
}

/* A partition's folder lies in its array's. */
static int lies_on_degraded(const char *device, int depth)
{
	char path[PATH_SIZE];
	struct dirent *entry;
	DIR *directory;
	int degraded = is_degraded(device, "md/degraded") || is_degraded(device, "../md/degraded");

	snprintf(path, sizeof(path), "%s/slaves", device);
	directory = degraded || depth == DEPTH_MAX ? NULL : opendir(path);
	while (directory && !degraded && (entry = readdir(directory)))
		if (entry->d_name[0] != '.') {
			snprintf(path, sizeof(path), "%s/slaves/%s", device, entry->d_name);
			degraded = lies_on_degraded(path, depth + 1);
		}
	if (directory)
		closedir(directory);
	return degraded;
}

const char *array_check_complete(struct image *image)
{
	struct stat status;
	char path[64];

	if (fstat(image->fd, &status) < 0 || !S_ISBLK(status.st_mode))
		return NULL;
	snprintf(path, sizeof(path), "/sys/dev/block/%u:%u", major(status.st_rdev),
		 minor(status.st_rdev));
	if (!lies_on_degraded(path, 0))
		return NULL;
	image->outcome = IMAGE_OUTCOME_FAILED;
	return "the RAID1 that the image lies on lacks a disk";
}
