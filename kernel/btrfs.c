// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/btrfs.h"

#include <dirent.h>
#include <endian.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/vfs.h>

#include <linux/btrfs.h>
#include <linux/btrfs_tree.h>
#include <linux/fs.h>
#include <linux/magic.h>

#define DEVICES "/sys/fs/btrfs/%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-" \
		"%02x%02x%02x%02x%02x%02x/devices"
#define SPACES_MAX 16
#define PLAIN (BTRFS_BLOCK_GROUP_DATA | BTRFS_BLOCK_GROUP_METADATA)

/* A search of the chunk tree, and the items that it finds. */
struct search {
	struct btrfs_ioctl_search_args_v2 args;
	uint8_t items[16384];
};

int btrfs_has(int fd)
{
	struct statfs status;

	return fstatfs(fd, &status) == 0 && status.f_type == BTRFS_SUPER_MAGIC;
}

int btrfs_writes_in_place(int fd)
{
	int flags = 0;

	return ioctl(fd, FS_IOC_GETFLAGS, &flags) == 0 && (flags & FS_NOCOW_FL) &&
	       !(flags & FS_COMPR_FL);
}

/* The device below a folder of links to devices that has one. */
static int read_number(const char *directory, const char *name, unsigned int *major,
		       unsigned int *minor)
{
	char path[512];
	FILE *file;
	int found;

	snprintf(path, sizeof(path), "%s/%s/dev", directory, name);
	file = fopen(path, "re");
	if (!file)
		return -errno;
	found = fscanf(file, "%u:%u", major, minor);
	fclose(file);
	return found == 2 ? 0 : -ENODEV;
}

static int read_device(const char *path, unsigned int *major, unsigned int *minor)
{
	DIR *directory = opendir(path);
	struct dirent *entry;
	int r = -ENODEV;

	if (!directory)
		return -errno;
	while (r == -ENODEV && (entry = readdir(directory)))
		if (entry->d_name[0] != '.')
			r = read_number(path, entry->d_name, major, minor);
	closedir(directory);
	return r;
}

static int read_info(int fd, struct btrfs_ioctl_fs_info_args *info)
{
	memset(info, 0, sizeof(*info));
	if (ioctl(fd, BTRFS_IOC_FS_INFO, info) < 0)
		return -errno;
	return info->num_devices == 1 ? 0 : -EXDEV;
}

static int find_device(int fd, unsigned int *major, unsigned int *minor)
{
	struct btrfs_ioctl_fs_info_args info;
	const uint8_t *id = info.fsid;
	int r = read_info(fd, &info);
	char path[128];

	if (r < 0)
		return r;
	snprintf(path, sizeof(path), DEVICES, id[0], id[1], id[2], id[3], id[4], id[5], id[6],
		 id[7], id[8], id[9], id[10], id[11], id[12], id[13], id[14], id[15]);
	return read_device(path, major, minor);
}

int btrfs_check_profile(int fd)
{
	struct {
		struct btrfs_ioctl_space_args args;
		struct btrfs_ioctl_space_info spaces[SPACES_MAX];
	} request = { .args = { .space_slots = SPACES_MAX } };
	struct btrfs_ioctl_fs_info_args info;
	int r = read_info(fd, &info);

	if (r < 0)
		return r;
	if (ioctl(fd, BTRFS_IOC_SPACE_INFO, &request.args) < 0)
		return -errno;
	for (uint64_t i = 0; i < request.args.total_spaces && i < SPACES_MAX; i++)
		if ((request.spaces[i].flags & BTRFS_BLOCK_GROUP_DATA) &&
		    (request.spaces[i].flags & BTRFS_BLOCK_GROUP_PROFILE_MASK))
			return -ENOTUNIQ;
	return 0;
}

/* -EAGAIN: the byte is in a later chunk. */
static int look_at_chunk(const struct btrfs_ioctl_search_header *header,
			 const struct btrfs_chunk *chunk, uint64_t logical, uint64_t *physical)
{
	if (logical < header->offset || logical - header->offset >= le64toh(chunk->length))
		return -EAGAIN;
	if (le16toh(chunk->num_stripes) != 1 || (le64toh(chunk->type) & ~(uint64_t)PLAIN))
		return -ENOTUNIQ;
	*physical = le64toh(chunk->stripe.offset) + (logical - header->offset);
	return 0;
}

/* Look at what a search has found, and set it to what follows. */
static int look_at_items(struct search *search, uint64_t logical, uint64_t *physical)
{
	struct btrfs_ioctl_search_header header;
	struct btrfs_chunk chunk;
	size_t at = 0;
	int r = -EAGAIN;

	for (uint32_t i = 0; i < search->args.key.nr_items && r == -EAGAIN; i++) {
		memcpy(&header, search->items + at, sizeof(header));
		at += sizeof(header);
		if (header.len < sizeof(chunk))
			return -EIO;
		memcpy(&chunk, search->items + at, sizeof(chunk));
		at += header.len;
		r = look_at_chunk(&header, &chunk, logical, physical);
		search->args.key.min_offset = header.offset + 1;
	}
	return r;
}

/* The chunk tree's items are in the order of their logical bytes. */
static int map(int fd, uint64_t logical, uint64_t *physical)
{
	struct search search = { .args = {
		.key = { .tree_id = BTRFS_CHUNK_TREE_OBJECTID,
			 .min_objectid = BTRFS_FIRST_CHUNK_TREE_OBJECTID,
			 .max_objectid = BTRFS_FIRST_CHUNK_TREE_OBJECTID,
			 .min_type = BTRFS_CHUNK_ITEM_KEY, .max_type = BTRFS_CHUNK_ITEM_KEY,
			 .max_offset = logical, .max_transid = UINT64_MAX },
		.buf_size = sizeof(search.items) } };
	int r;

	do {
		search.args.key.nr_items = UINT32_MAX;
		if (ioctl(fd, BTRFS_IOC_TREE_SEARCH_V2, &search.args) < 0)
			return -errno;
		if (search.args.key.nr_items == 0)
			return -ENOENT;
		r = look_at_items(&search, logical, physical);
	} while (r == -EAGAIN);
	return r;
}

int btrfs_locate(int fd, uint64_t logical, unsigned int *major, unsigned int *minor,
		 uint64_t *physical)
{
	int r = find_device(fd, major, minor);

	return r < 0 ? r : map(fd, logical, physical);
}
