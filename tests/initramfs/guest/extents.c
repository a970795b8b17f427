// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Extents of files, asked of the filesystem itself:
 *   extents count FILE     number of extents
 *   extents first FILE     first page of the file on its device, as resume_offset= wants it
 *   extents shred FILE MIB take all free space for FILE, then punch MIB of small holes into it
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define PAGE 4096
#define MIB (1024 * 1024)

static int map(int fd, unsigned int room, struct fiemap **result)
{
	struct fiemap *m = calloc(1, sizeof(*m) + room * sizeof(m->fm_extents[0]));

	*result = m;
	if (!m)
		return -1;
	m->fm_length = FIEMAP_MAX_OFFSET;
	m->fm_extent_count = room;
	return ioctl(fd, FS_IOC_FIEMAP, m);
}

static int count(int fd)
{
	struct fiemap *m;

	if (map(fd, 0, &m))
		return 1;
	printf("%u\n", m->fm_mapped_extents);
	return 0;
}

static int first(int fd)
{
	struct fiemap *m;

	if (map(fd, 1, &m) || !m->fm_mapped_extents)
		return 1;
	printf("%llu\n", (unsigned long long)m->fm_extents[0].fe_physical / PAGE);
	return 0;
}

/* Holes of 1 to 61 pages, in no order that an allocator could make use of. */
static int punch(int fd, off_t size, off_t wanted)
{
	off_t at = PAGE;

	for (unsigned int i = 0; wanted > 0; i++) {
		off_t hole = (1 + i * 7919 % 61) * PAGE;

		if (at + hole > size)
			return 1;
		if (fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, at, hole))
			return 1;
		at += 2 * hole;
		wanted -= hole;
	}
	return 0;
}

static int shred(int fd, off_t wanted)
{
	struct statvfs fs;
	off_t size;

	if (fstatvfs(fd, &fs))
		return 1;
	size = (off_t)fs.f_bavail * (off_t)fs.f_frsize;
	while (fallocate(fd, 0, 0, size))
		size -= MIB;
	return punch(fd, size, wanted) || fsync(fd);
}

int main(int argc, char **argv)
{
	int fd;

	if (argc < 3)
		return 2;
	fd = open(argv[2], strcmp(argv[1], "shred") ? O_RDONLY : O_RDWR | O_CREAT, 0600);
	if (fd < 0)
		return 1;
	if (!strcmp(argv[1], "count"))
		return count(fd);
	if (!strcmp(argv[1], "first"))
		return first(fd);
	return argc < 4 || shred(fd, strtol(argv[3], NULL, 10) * MIB);
}
