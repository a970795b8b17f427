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

/* By its number, for the source may be as vague as /dev/root; btrfs has only the source. */
static int open_block_device(struct libmnt_fs *entry)
{
	dev_t number = mnt_fs_get_devno(entry);
	const char *source = mnt_fs_get_srcpath(entry);
	char *node = major(number) ? blkid_devno_to_devname(number) : NULL;
	int fd = node || source ? block_device_open(node ? node : source, 0) : -1;

	free(node);
	return fd;
}

static int open_one(struct filesystems *all, struct libmnt_fs *entry)
{
	struct filesystem *fs = &all->list[all->count];
	const char *place = mnt_fs_get_target(entry);
	int r;

	if (is_known(all, mnt_fs_get_devno(entry)))
		return 0;
	if (all->count == FILESYSTEMS_MAX) {
		log_error("more than %d filesystems are mounted", FILESYSTEMS_MAX);
		return -1;
	}
	fs->directory = open(place, O_RDONLY | O_CLOEXEC);
	/* Hidden under another mount, or gone since: nothing that we could sync. */
	if (fs->directory < 0)
		return 0;
	strncpy(fs->place, place, sizeof(fs->place) - 1);
	fs->identity = mnt_fs_get_devno(entry);
	fs->device = open_block_device(entry);
	all->count++;
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
	for (int i = 0; i < all->count; i++)
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
