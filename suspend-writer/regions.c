// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/regions.h"

#include <endian.h>
#include <errno.h>
#include <string.h>

#include "kernel/block-device.h"

#define SUPERBLOCK_SIZE 4096u
/* Of a filesystem that is not known better. */
#define HEAD_SIZE (128u * 1024)
#define REGION_MAX (1024u * 1024)
#define XFS_GROUPS_MAX 128u
#define FAT_BYTES_MAX (8u * REGION_MAX)

struct search {
	int fd;
	void *window;
	region_sink *sink;
	void *context;
};

/* What a type's finder gets: the search, and the first 4 KiB of the filesystem. */
typedef int finder(const struct search *search, const uint8_t *super);

static int add(const struct search *search, uint64_t offset, uint32_t size)
{
	return search->sink(search->context, offset, size);
}

static uint16_t le16_at(const uint8_t *bytes)
{
	uint16_t value;

	memcpy(&value, bytes, sizeof(value));
	return le16toh(value);
}

static uint32_t le32_at(const uint8_t *bytes)
{
	uint32_t value;

	memcpy(&value, bytes, sizeof(value));
	return le32toh(value);
}

static uint32_t be32_at(const uint8_t *bytes)
{
	uint32_t value;

	memcpy(&value, bytes, sizeof(value));
	return be32toh(value);
}

static uint64_t be64_at(const uint8_t *bytes)
{
	return (uint64_t)be32_at(bytes) << 32 | be32_at(bytes + 4);
}

static int read_bytes(const struct search *search, uint64_t offset, size_t size,
		      const uint8_t **bytes)
{
	const void *found = NULL;
	int r = block_device_read_around(search->fd, search->window, offset, size, &found);

	*bytes = found;
	return r;
}

/*
 * ext3 and ext4, fs/ext4/ext4.h: the superblock keeps a copy of the journal inode's block
 * map: either block numbers or an extent tree, whose nodes have 12 bytes of head and
 * entries of 12: {block, length, high 16 bits, low 32 bits} in a leaf, {block, low 32
 * bits, high 16 bits} above.
 */
#define EXT_LOG_BLOCK_SIZE (1024 + 24)
#define EXT_JOURNAL_MAP (1024 + 268)
#define EXT_EXTENT_MAGIC 0xf30a
#define EXT_DEPTH_MAX 5

static int ext_first_journal_block(const struct search *search, const uint8_t *map,
				   uint32_t block_size, uint64_t *block)
{
	uint8_t node[24];

	memcpy(node, map, sizeof(node));
	if (le16_at(node) != EXT_EXTENT_MAGIC) {
		*block = le32_at(node);
		return 0;
	}
	for (unsigned int depth = le16_at(node + 6); depth > 0; depth--) {
		const uint8_t *bytes;
		int r;

		*block = (uint64_t)le16_at(node + 20) << 32 | le32_at(node + 16);
		r = depth > EXT_DEPTH_MAX ? -EINVAL :
		    read_bytes(search, *block * block_size, sizeof(node), &bytes);
		if (r < 0)
			return r;
		memcpy(node, bytes, sizeof(node));
	}
	*block = (uint64_t)le16_at(node + 18) << 32 | le32_at(node + 20);
	return 0;
}

/* Without a journal, or with one on another device, the superblock has to do. */
static int find_ext(const struct search *search, const uint8_t *super)
{
	uint32_t shift = le32_at(super + EXT_LOG_BLOCK_SIZE), block_size = 1024u << shift;
	uint64_t journal = 0;
	int r = add(search, 0, SUPERBLOCK_SIZE);

	if (r == 0 && shift > 6)
		r = -EINVAL;
	if (r == 0)
		r = ext_first_journal_block(search, super + EXT_JOURNAL_MAP, block_size,
					    &journal);
	return r < 0 || journal == 0 ? r : add(search, journal * block_size, 1024);
}

/* XFS, fs/xfs/libxfs/xfs_format.h and xfs_log_format.h; big-endian. */
#define XFS_BLOCK_SIZE 4
#define XFS_LOG_START 48
#define XFS_GROUP_BLOCKS 84
#define XFS_GROUP_COUNT 88
#define XFS_LOG_BLOCKS 96
#define XFS_SECTOR_SIZE 102
#define XFS_GROUP_BLOCKS_LOG 124
#define XFS_LOG_RECORD_MAGIC 0xfeedbabeu
#define XFS_LOG_BLOCK 512u /* "basic block" */

/* Every block of the log bears the number of the round in which it was written. */
static int xfs_cycle(const struct search *search, uint64_t log, uint64_t block,
		     uint32_t *cycle)
{
	const uint8_t *bytes;
	int r = read_bytes(search, log + block * XFS_LOG_BLOCK, 8, &bytes);

	if (r == 0)
		*cycle = be32_at(bytes) == XFS_LOG_RECORD_MAGIC ? be32_at(bytes + 4) :
								   be32_at(bytes);
	return r;
}

/*
 * The head of the log is where the next record goes: the first block of the round before.
 * Whatever a mount writes begins with that.
 */
static int xfs_find_head(const struct search *search, uint64_t log, uint64_t blocks,
			 uint64_t *head)
{
	uint64_t low = 0, high = blocks - 1;
	uint32_t first, last, cycle;
	int r = xfs_cycle(search, log, 0, &first);

	if (r == 0)
		r = xfs_cycle(search, log, high, &last);
	if (r < 0)
		return r;
	while (high - low > 1 && first != last) {
		uint64_t middle = low + (high - low) / 2;

		r = xfs_cycle(search, log, middle, &cycle);
		if (r < 0)
			return r;
		if (cycle == first)
			low = middle;
		else
			high = middle;
	}
	*head = first == last ? 0 : high;
	return 0;
}

static int add_xfs_log(const struct search *search, uint64_t log, uint64_t size)
{
	uint64_t head, rest;
	int r = xfs_find_head(search, log, size / XFS_LOG_BLOCK, &head);

	if (r < 0)
		return r;
	rest = size - head * XFS_LOG_BLOCK;
	return add(search, log + head * XFS_LOG_BLOCK,
		   rest < SUPERBLOCK_SIZE ? (uint32_t)rest : SUPERBLOCK_SIZE);
}

static int find_xfs(const struct search *search, const uint8_t *super)
{
	uint64_t block_size = be32_at(super + XFS_BLOCK_SIZE);
	uint64_t group_size = be32_at(super + XFS_GROUP_BLOCKS) * block_size;
	uint32_t groups = be32_at(super + XFS_GROUP_COUNT), shift = super[XFS_GROUP_BLOCKS_LOG];
	uint32_t sector = be32_at(super + XFS_SECTOR_SIZE - 2) & 0xffff;
	uint64_t log = be64_at(super + XFS_LOG_START);
	uint64_t log_size = be32_at(super + XFS_LOG_BLOCKS) * block_size;
	int r = 0;

	if (shift > 31 || sector > 32768 || group_size == 0)
		return -EINVAL;
	/* Superblock, free space, inodes and free list of each allocation group. */
	for (uint32_t i = 0; i < groups && i < XFS_GROUPS_MAX && r == 0; i++)
		r = add(search, i * group_size, 4 * sector);
	if (r < 0 || log == 0 || log_size < 2 * XFS_LOG_BLOCK)
		return r;
	log = (log >> shift) * group_size + (log & ((1ull << shift) - 1)) * block_size;
	return add_xfs_log(search, log, log_size);
}

/* fs/btrfs: BTRFS_SUPER_INFO_OFFSET; it holds generation and log root. */
static int find_btrfs(const struct search *search, const uint8_t *super)
{
	(void)super;
	return add(search, 65536, SUPERBLOCK_SIZE);
}

/*
 * f2fs, include/linux/f2fs_fs.h: two checkpoints, written in turn; what was synced after
 * the newer one begins at the next free block of the "warm node" log.
 */
#define F2FS_SUPER 1024
#define F2FS_LOG_SEGMENT_BLOCKS (F2FS_SUPER + 20)
#define F2FS_CHECKPOINT_BLOCK (F2FS_SUPER + 76)
#define F2FS_MAIN_BLOCK (F2FS_SUPER + 92)
#define F2FS_NODE_SEGMENTS 36
#define F2FS_NODE_OFFSETS 68
#define F2FS_WARM_NODE 1

/* The block that the next synced node goes to, by the checkpoint in this block. */
static int f2fs_next_node(const struct search *search, uint64_t checkpoint, uint32_t main_block,
			  uint32_t shift, uint64_t *version, uint64_t *next)
{
	const uint8_t *bytes;
	int r = read_bytes(search, checkpoint, SUPERBLOCK_SIZE, &bytes);
	uint64_t found;

	if (r < 0)
		return r;
	found = (uint64_t)le32_at(bytes + 4) << 32 | le32_at(bytes);
	if (found < *version)
		return 0;
	*version = found;
	*next = main_block + ((uint64_t)le32_at(bytes + F2FS_NODE_SEGMENTS +
						4 * F2FS_WARM_NODE) << shift) +
		le16_at(bytes + F2FS_NODE_OFFSETS + 2 * F2FS_WARM_NODE);
	return 0;
}

static int find_f2fs(const struct search *search, const uint8_t *super)
{
	uint32_t shift = le32_at(super + F2FS_LOG_SEGMENT_BLOCKS);
	uint32_t main_block = le32_at(super + F2FS_MAIN_BLOCK);
	uint64_t first = (uint64_t)le32_at(super + F2FS_CHECKPOINT_BLOCK) * 4096, second;
	uint64_t version = 0, next = 0;
	int r;

	if (shift > 16)
		return -EINVAL;
	second = first + (4096ull << shift);
	r = add(search, first, SUPERBLOCK_SIZE);
	if (r == 0)
		r = add(search, second, SUPERBLOCK_SIZE);
	if (r == 0)
		r = f2fs_next_node(search, first, main_block, shift, &version, &next);
	if (r == 0)
		r = f2fs_next_node(search, second, main_block, shift, &version, &next);
	return r < 0 || next == 0 ? r : add(search, next * 4096, SUPERBLOCK_SIZE);
}

/*
 * FAT, the boot sector: reserved sectors with FSINFO, the first FAT, and the root directory,
 * which in FAT12 and FAT16 follows the last FAT and in FAT32 is a chain of clusters.
 */
static int find_fat(const struct search *search, const uint8_t *boot)
{
	uint64_t sector = le16_at(boot + 11), reserved = le16_at(boot + 14), fats = boot[16];
	uint64_t root_entries = le16_at(boot + 17);
	uint64_t fat = le16_at(boot + 22) ? le16_at(boot + 22) : le32_at(boot + 36);
	uint64_t data = (reserved + fats * fat) * sector;
	uint64_t end = root_entries ? data + root_entries * 32 : (reserved + fat) * sector;
	uint64_t cluster = boot[13] * sector, root = le32_at(boot + 44);
	int r = 0;

	if (sector < 512 || sector > 4096 || cluster == 0 || cluster > REGION_MAX)
		return -EINVAL;
	if (end > FAT_BYTES_MAX)
		end = FAT_BYTES_MAX;
	for (uint64_t at = 0; at < end && r == 0; at += REGION_MAX)
		r = add(search, at, end - at < REGION_MAX ? (uint32_t)(end - at) : REGION_MAX);
	if (r < 0 || root_entries || root < 2)
		return r;
	return add(search, data + (root - 2) * cluster, (uint32_t)cluster);
}

static int find_other(const struct search *search, const uint8_t *super)
{
	uint64_t size = 0;
	int r = block_device_size(search->fd, &size);

	(void)super;
	return r < 0 ? r : add(search, 0, size < HEAD_SIZE ? (uint32_t)size : HEAD_SIZE);
}

static const struct {
	const char *type;
	finder *find;
} finders[] = {
	{ "ext2", find_ext }, { "ext3", find_ext }, { "ext4", find_ext },
	{ "xfs", find_xfs }, { "btrfs", find_btrfs }, { "f2fs", find_f2fs },
	{ "vfat", find_fat }, { "msdos", find_fat },
};

int regions_find(const char *type, int fd, void *window, region_sink *sink, void *context)
{
	struct search search = { .fd = fd, .window = window, .sink = sink,
				 .context = context };
	uint8_t super[SUPERBLOCK_SIZE];
	const uint8_t *bytes;
	int r = read_bytes(&search, 0, sizeof(super), &bytes);

	if (r < 0)
		return r;
	memcpy(super, bytes, sizeof(super));
	for (size_t i = 0; i < sizeof(finders) / sizeof(finders[0]); i++)
		if (!strcmp(finders[i].type, type))
			return finders[i].find(&search, super);
	return find_other(&search, super);
}
