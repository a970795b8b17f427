// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/filesystems.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <blkid.h>
#include <libmount.h>

#include "image/checksum.h"
#include "image/little-endian.h"
#include "kernel/block-device.h"
#include "suspend-writer/block-stack.h"
#include "suspend-writer/log.h"
#include "suspend-writer/memory.h"

#define FILESYSTEMS_MAX 64
#define REGIONS_MAX 3
#define REGION_SIZE 4096u

/* fs/btrfs/disk-io.h: BTRFS_SUPER_INFO_OFFSET */
#define BTRFS_SUPERBLOCK 65536u
/* include/linux/f2fs_fs.h: the superblock lies 1024 bytes into its block */
#define F2FS_SUPERBLOCK 1024u
#define F2FS_LOG_BLOCKS_PER_SEGMENT (F2FS_SUPERBLOCK + 20)
#define F2FS_CHECKPOINT_BLOCK (F2FS_SUPERBLOCK + 76)

struct filesystem {
	char place[256];
	dev_t identity;
	int directory;           /* for syncfs() */
	int device;              /* for its superblock; -1 if there is none to open */
	uint64_t region[REGIONS_MAX]; /* device bytes */
	int region_count;
	uint64_t fingerprint;
};

struct filesystems {
	struct filesystem list[FILESYSTEMS_MAX];
	int count;
	void *block; /* REGION_SIZE */
};

static void add_region(struct filesystem *fs, uint64_t offset)
{
	fs->region[fs->region_count++] = offset;
}

/* f2fs counts its commits in two checkpoints, not in the superblock. */
static int add_f2fs_checkpoints(struct filesystem *fs, const uint8_t *block)
{
	struct le32 first, segment;
	uint32_t shift;

	memcpy(&first, block + F2FS_CHECKPOINT_BLOCK, sizeof(first));
	memcpy(&segment, block + F2FS_LOG_BLOCKS_PER_SEGMENT, sizeof(segment));
	shift = le32_get(segment);
	if (shift > 16)
		return -EINVAL;
	add_region(fs, (uint64_t)le32_get(first) * REGION_SIZE);
	add_region(fs, ((uint64_t)le32_get(first) + (1u << shift)) * REGION_SIZE);
	return 0;
}

static int find_regions(struct filesystem *fs, const char *type, void *block)
{
	int r = 0;

	if (!strcmp(type, "btrfs")) {
		add_region(fs, BTRFS_SUPERBLOCK);
		return 0;
	}
	add_region(fs, 0);
	if (!strcmp(type, "f2fs")) {
		r = block_device_read(fs->device, block, REGION_SIZE, 0);
		if (r == 0)
			r = add_f2fs_checkpoints(fs, block);
	}
	return r;
}

static int is_known(const struct filesystems *all, dev_t identity)
{
	for (int i = 0; i < all->count; i++)
		if (all->list[i].identity == identity)
			return 1;
	return 0;
}

/* A FUSE daemon is frozen with the rest: to sync it then would wait for ever. */
static int is_candidate(struct libmnt_fs *entry)
{
	const char *type = mnt_fs_get_fstype(entry), *source = mnt_fs_get_srcpath(entry);

	if (!type || !strncmp(type, "fuse", 4))
		return 0;
	return major(mnt_fs_get_devno(entry)) != 0 || (source && !strncmp(source, "/dev/", 5));
}

/* Its own number, for the source may be as vague as /dev/root; btrfs has only the source. */
static dev_t device_number(struct libmnt_fs *entry)
{
	const char *source = mnt_fs_get_srcpath(entry);
	struct stat status;

	if (major(mnt_fs_get_devno(entry)))
		return mnt_fs_get_devno(entry);
	return source && stat(source, &status) == 0 && S_ISBLK(status.st_mode) ?
		       status.st_rdev : 0;
}

/*
 * For the superblock; *fd is -1 where it cannot be read after the snapshot. -1 after
 * saying why the machine must not be frozen at all.
 */
static int open_block_device(struct libmnt_fs *entry, int *fd)
{
	dev_t number = device_number(entry);
	const char *name;
	char *node;

	*fd = -1;
	switch (block_stack_examine(number, &name)) {
	case BLOCK_STACK_DISK:
		node = blkid_devno_to_devname(number);
		*fd = node ? block_device_open(node, 0) : -1;
		free(node);
		return 0;
	case BLOCK_STACK_SERVED:
		log_error("the filesystem at %s lies on a device of the kind %s: the process "
			  "that serves it would be frozen; unmount it first",
			  mnt_fs_get_target(entry), name);
		return -1;
	default:
		return 0;
	}
}

static int open_one(struct filesystems *all, struct libmnt_fs *entry)
{
	struct filesystem *fs = &all->list[all->count];
	const char *place = mnt_fs_get_target(entry);
	struct stat status;
	int r;

	if (is_known(all, mnt_fs_get_devno(entry)))
		return 0;
	if (all->count == FILESYSTEMS_MAX) {
		log_error("more than %d filesystems are mounted", FILESYSTEMS_MAX);
		return -1;
	}
	fs->directory = open(place, O_RDONLY | O_CLOEXEC);
	if (fs->directory < 0)
		return 0;
	/* Hidden under another mount: perhaps it shows elsewhere. btrfs numbers differ. */
	if (major(mnt_fs_get_devno(entry)) && fstat(fs->directory, &status) == 0 &&
	    status.st_dev != mnt_fs_get_devno(entry)) {
		close(fs->directory);
		return 0;
	}
	strncpy(fs->place, place, sizeof(fs->place) - 1);
	fs->identity = mnt_fs_get_devno(entry);
	all->count++;
	if (open_block_device(entry, &fs->device))
		return -1;
	r = fs->device < 0 ? 0 : find_regions(fs, mnt_fs_get_fstype(entry), all->block);
	return r < 0 ? log_failure(place, r) : 0;
}

struct filesystems *filesystems_open(void)
{
	struct libmnt_table *table = mnt_new_table_from_file("/proc/self/mountinfo");
	struct libmnt_iter *iterator = mnt_new_iter(MNT_ITER_FORWARD);
	struct filesystems *all = memory_allocate(sizeof(*all));
	struct libmnt_fs *entry;
	int r = 0;

	if (all)
		all->block = memory_allocate(REGION_SIZE);
	if (!table || !iterator || !all || !all->block) {
		log_error("cannot read the table of mounted filesystems");
		return NULL;
	}
	while (r == 0 && mnt_table_next_fs(table, iterator, &entry) == 0)
		if (is_candidate(entry))
			r = open_one(all, entry);
	mnt_free_iter(iterator);
	mnt_unref_table(table);
	if (r < 0) {
		filesystems_close(all);
		return NULL;
	}
	return all;
}

int filesystems_sync(struct filesystems *all)
{
	/* What was mounted later may lie in a file of what was mounted before. */
	for (int i = all->count - 1; i >= 0; i--)
		if (syncfs(all->list[i].directory) < 0) {
			log_error("syncing %s: %s", all->list[i].place, strerror(errno));
			return -1;
		}
	return 0;
}

static int take_fingerprint(struct filesystems *all, struct filesystem *fs, uint64_t *value)
{
	*value = 0;
	for (int i = 0; i < fs->region_count; i++) {
		int r = block_device_read(fs->device, all->block, REGION_SIZE, fs->region[i]);

		if (r < 0) {
			log_error("superblock of %s: %s", fs->place, strerror(-r));
			return -1;
		}
		*value = checksum(all->block, REGION_SIZE, *value);
	}
	return 0;
}

int filesystems_remember(struct filesystems *all)
{
	for (int i = 0; i < all->count; i++)
		if (take_fingerprint(all, &all->list[i], &all->list[i].fingerprint))
			return -1;
	return 0;
}

int filesystems_check(struct filesystems *all)
{
	for (int i = 0; i < all->count; i++) {
		uint64_t now;

		if (take_fingerprint(all, &all->list[i], &now))
			return -1;
		if (now != all->list[i].fingerprint) {
			log_error("the filesystem at %s was written to after the snapshot",
				  all->list[i].place);
			return -1;
		}
	}
	return 0;
}

void filesystems_close(struct filesystems *all)
{
	for (int i = 0; i < all->count; i++) {
		close(all->list[i].directory);
		if (all->list[i].device >= 0)
			close(all->list[i].device);
	}
}
