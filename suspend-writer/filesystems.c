// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/filesystems.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <blkid.h>
#include <libmount.h>

#include "kernel/block-device.h"
#include "suspend-writer/block-stack.h"
#include "suspend-writer/guards.h"
#include "suspend-writer/log.h"
#include "suspend-writer/lower-device.h"
#include "suspend-writer/memory.h"
#include "suspend-writer/root-stack.h"

#define MOUNTS "/proc/self/mountinfo"
#define FILESYSTEMS_MAX 256

struct filesystem {
	char place[256];
	char type[16];
	dev_t identity;          /* as in mountinfo */
	dev_t number;            /* of the block device */
	int directory;           /* for syncfs(); -1 if it has none that could be synced */
	int device;              /* -1 if there is none to read after the snapshot */
};

struct filesystems {
	struct filesystem list[FILESYSTEMS_MAX];
	int count;
	struct lower_devices *lower;
	struct guards *guards;
	int mounts;              /* the kernel's table of them */
};

static int is_known(const struct filesystems *all, dev_t identity)
{
	for (int i = 0; i < all->count; i++)
		if (all->list[i].identity == identity)
			return 1;
	return 0;
}

static int is_candidate(struct libmnt_fs *entry)
{
	const char *type = mnt_fs_get_fstype(entry), *source = mnt_fs_get_srcpath(entry);

	if (major(mnt_fs_get_devno(entry)))
		return 1;
	return type && strncmp(type, "fuse", 4) && source && !strncmp(source, "/dev/", 5);
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

static int open_device(struct filesystems *all, struct filesystem *fs)
{
	char *node = blkid_devno_to_devname(fs->number);

	fs->device = node ? block_device_open(node, 0) : -ENODEV;
	free(node);
	if (fs->device < 0)
		return log_failure(fs->place, fs->device);
	return lower_devices_add(all->lower, fs->number);
}

/* -1 after saying why the machine must not be frozen at all. */
static int examine_device(struct filesystems *all, struct filesystem *fs)
{
	const char *name;

	switch (block_stack_examine(fs->number, &name)) {
	case BLOCK_STACK_DISK:
		if (fs->number)
			return open_device(all, fs);
		log_note("the filesystem at %s is not guarded: its device is not known",
			 fs->place);
		return 0;
	case BLOCK_STACK_SERVED:
		log_error("the filesystem at %s lies on a device of the kind %s: the process "
			  "that serves it would be frozen; unmount it first", fs->place, name);
		return -1;
	default:
		return 0;
	}
}

static struct filesystem *new_filesystem(struct filesystems *all)
{
	struct filesystem *fs = &all->list[all->count];

	if (all->count == FILESYSTEMS_MAX) {
		log_error("more than %d filesystems are mounted", FILESYSTEMS_MAX);
		return NULL;
	}
	memset(fs, 0, sizeof(*fs));
	fs->directory = fs->device = -1;
	all->count++;
	return fs;
}

static int add_sibling(struct filesystems *all, const struct filesystem *fs,
		       const char *sys_path)
{
	struct filesystem *sibling;
	char path[300];
	unsigned int major_number, minor_number;
	FILE *file;
	int found;

	snprintf(path, sizeof(path), "%s/dev", sys_path);
	file = fopen(path, "re");
	if (!file)
		return 0;
	found = fscanf(file, "%u:%u", &major_number, &minor_number);
	fclose(file);
	if (found != 2 || makedev(major_number, minor_number) == fs->number)
		return 0;
	sibling = new_filesystem(all);
	if (!sibling)
		return -1;
	memcpy(sibling->place, fs->place, sizeof(sibling->place));
	memcpy(sibling->type, fs->type, sizeof(sibling->type));
	sibling->number = makedev(major_number, minor_number);
	return examine_device(all, sibling);
}

/* The other devices of a btrfs: the folder of its devices in which its own is. */
static int add_siblings(struct filesystems *all, const struct filesystem *fs)
{
	char *node = blkid_devno_to_devname(fs->number), path[300];
	glob_t own = { 0 }, siblings = { 0 };
	int r = 0;

	if (!node)
		return 0;
	snprintf(path, sizeof(path), "/sys/fs/btrfs/*/devices/%s", strrchr(node, '/') + 1);
	free(node);
	if (glob(path, 0, NULL, &own) == 0) {
		snprintf(path, sizeof(path), "%.*s/*",
			 (int)(strrchr(own.gl_pathv[0], '/') - own.gl_pathv[0]),
			 own.gl_pathv[0]);
		glob(path, 0, NULL, &siblings);
	}
	for (size_t i = 0; i < siblings.gl_pathc && r == 0; i++)
		r = add_sibling(all, fs, siblings.gl_pathv[i]);
	globfree(&own);
	globfree(&siblings);
	return r;
}

/* Its directory, or -1 if something else is mounted over it. btrfs numbers differ. */
static int open_directory(struct libmnt_fs *entry)
{
	int directory = open(mnt_fs_get_target(entry), O_RDONLY | O_CLOEXEC);
	struct stat status;

	if (directory < 0 || !major(mnt_fs_get_devno(entry)) ||
	    (fstat(directory, &status) == 0 && status.st_dev == mnt_fs_get_devno(entry)))
		return directory;
	close(directory);
	return -1;
}

static int add_filesystem(struct filesystems *all, struct libmnt_fs *entry, int directory)
{
	struct filesystem *fs = new_filesystem(all);
	int r;

	if (!fs) {
		if (directory >= 0)
			close(directory);
		return -1;
	}
	snprintf(fs->place, sizeof(fs->place), "%s", mnt_fs_get_target(entry));
	snprintf(fs->type, sizeof(fs->type), "%s", mnt_fs_get_fstype(entry));
	fs->directory = directory;
	fs->identity = mnt_fs_get_devno(entry);
	fs->number = device_number(entry);
	r = examine_device(all, fs);
	return r == 0 && !strcmp(fs->type, "btrfs") ? add_siblings(all, fs) : r;
}

/* A FUSE daemon is frozen with the rest: syncfs() would wait for it. */
static int add_visible(struct filesystems *all, struct libmnt_fs *entry)
{
	int directory;

	if (is_known(all, mnt_fs_get_devno(entry)))
		return 0;
	if (!strncmp(mnt_fs_get_fstype(entry), "fuse", 4))
		return add_filesystem(all, entry, -1);
	directory = open_directory(entry);
	return directory < 0 ? 0 : add_filesystem(all, entry, directory);
}

/* What shows nowhere can be guarded all the same. */
static int add_hidden(struct filesystems *all, struct libmnt_fs *entry)
{
	return is_known(all, mnt_fs_get_devno(entry)) ? 0 : add_filesystem(all, entry, -1);
}

static int say_new(struct filesystems *all, struct libmnt_fs *entry)
{
	if (is_known(all, mnt_fs_get_devno(entry)))
		return 0;
	log_error("%s was mounted meanwhile: try again", mnt_fs_get_target(entry));
	return -1;
}

typedef int visit(struct filesystems *all, struct libmnt_fs *entry);

/* 0, or the first result that is not. */
static int for_each_mount(struct filesystems *all, visit *function)
{
	struct libmnt_table *table = mnt_new_table_from_file(MOUNTS);
	struct libmnt_iter *iterator = mnt_new_iter(MNT_ITER_FORWARD);
	struct libmnt_fs *entry;
	int r = 0;

	if (!table || !iterator) {
		log_error("cannot read the table of mounted filesystems");
		r = -1;
	}
	while (r == 0 && mnt_table_next_fs(table, iterator, &entry) == 0)
		if (is_candidate(entry))
			r = function(all, entry);
	mnt_free_iter(iterator);
	mnt_unref_table(table);
	return r;
}

static struct filesystems *new_filesystems(void)
{
	struct filesystems *all = memory_allocate(sizeof(*all));

	if (!all)
		return NULL;
	all->lower = lower_devices_new();
	all->guards = all->lower ? guards_new(all->lower) : NULL;
	return all->guards ? all : NULL;
}

struct filesystems *filesystems_open(void)
{
	struct filesystems *all = new_filesystems();

	if (!all) {
		log_failure("memory for the filesystems", -ENOMEM);
		return NULL;
	}
	all->mounts = open(MOUNTS, O_RDONLY | O_CLOEXEC);
	if (for_each_mount(all, add_visible) == 0 && for_each_mount(all, add_hidden) == 0)
		return all;
	filesystems_close(all);
	return NULL;
}

/* The kernel tells whoever has the table open that it has changed: proc(5). */
static int check_mounts(struct filesystems *all)
{
	struct pollfd mounts = { .fd = all->mounts, .events = POLLPRI };

	return poll(&mounts, 1, 0) == 0 ? 0 : for_each_mount(all, say_new);
}

static int sync_one(const struct filesystem *fs)
{
	int r = fs->directory >= 0 ? (syncfs(fs->directory) < 0 ? -errno : 0) :
		fs->device >= 0 ? block_device_flush(fs->device) : 0;

	if (r == 0)
		return 0;
	log_error("syncing %s: %s", fs->place, strerror(-r));
	return -1;
}

int filesystems_sync(struct filesystems *all)
{
	if (check_mounts(all))
		return -1;
	/* What was mounted later may lie in a file of what was mounted before. */
	for (int i = all->count - 1; i >= 0; i--)
		if (sync_one(&all->list[i]))
			return -1;
	return 0;
}

int filesystems_guard(struct filesystems *all)
{
	for (int i = 0; i < all->count; i++) {
		const struct filesystem *fs = &all->list[i];

		if (fs->device >= 0 && guards_take(all->guards, fs->number, fs->device,
						   fs->type, fs->place))
			return -1;
	}
	return 0;
}

int filesystems_check(struct filesystems *all)
{
	return guards_check(all->guards);
}

const struct image_guard *filesystems_guards(const struct filesystems *all, uint64_t *count)
{
	return guards_list(all->guards, count);
}

const char *filesystems_find_stacked(const struct filesystems *all, struct sys_device *device)
{
	struct lower_run run;
	dev_t slave;

	for (int i = 0; i < all->count; i++)
		if (lower_devices_find(all->lower, all->list[i].number, 0, &run) == 0 &&
		    sys_device_find(run.device->number, device) == 0 &&
		    sys_device_slaves(device, &slave, 1) > 0 && !root_stack_has(device->number))
			return all->list[i].place;
	return NULL;
}

void filesystems_close(struct filesystems *all)
{
	for (int i = 0; i < all->count; i++) {
		if (all->list[i].directory >= 0)
			close(all->list[i].directory);
		if (all->list[i].device >= 0)
			close(all->list[i].device);
	}
	if (all->mounts >= 0)
		close(all->mounts);
	lower_devices_close(all->lower);
}
