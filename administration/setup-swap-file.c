// SPDX-License-Identifier: GPL-2.0-or-later
#include "administration/setup-swap-file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <linux/btrfs.h>
#include <linux/f2fs.h>
#include <linux/fs.h>
#include <linux/magic.h>

#include "administration/setup-file.h"
#include "administration/setup-program.h"
#include "kernel/btrfs.h"
#include "suspend-writer/area-stack.h"
#include "suspend-writer/choice.h"
#include "suspend-writer/interrupt.h"
#include "suspend-writer/log.h"

/* Left to the filesystem for what others write meanwhile, and for its own tables. */
#define RESERVE ((uint64_t)64 << 20)
#define SUBVOLUME "/swap"

static int is_on(const char *path, long magic)
{
	struct statfs status;

	return statfs(path, &status) == 0 && (long)status.f_type == magic;
}

/* On btrfs in a subvolume of its own: that of the root could not be snapshot any more. */
int swap_file_default_path(char *path, size_t size)
{
	static const char *const names[] = { "/swapfile", "/swapfile-hibernate" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, size, "%s%s", is_on("/", BTRFS_SUPER_MAGIC) ? SUBVOLUME : "",
			 names[i]);
		if (access(path, F_OK) < 0 && errno == ENOENT)
			return 0;
	}
	log_error("%s exists: name another file with --path, or that one", path);
	return -1;
}

/* The directory, or what is to be the parent of the subvolume. To be freed. */
static char *existing_parent(const char *path)
{
	char *parent = strdup(path), *slash;

	while (parent && (slash = strrchr(parent, '/'))) {
		slash[slash == parent] = '\0';
		if (access(parent, F_OK) == 0 || strcmp(parent, SUBVOLUME))
			break;
	}
	return parent;
}

/* swapon would only say that the argument is invalid. */
static int check_btrfs(const char *path, const char *parent)
{
	int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int r = fd < 0 ? -errno : btrfs_check_profile(fd);

	if (fd >= 0)
		close(fd);
	return r < 0 ? choice_say_unlocated(path, r) : 0;
}

static int check_device(const char *path, const char *parent)
{
	struct stat status;
	const char *what = NULL;

	if (stat(parent, &status) < 0)
		return log_failure(parent, -errno);
	if (major(status.st_dev))
		what = area_stack_refusal(status.st_dev);
	else if (is_on(parent, BTRFS_SUPER_MAGIC))
		return check_btrfs(path, parent);
	else
		what = "a virtual device";
	if (!what)
		return 0;
	log_error("%s would lie on %s: name a file on a disk with --path", path, what);
	return -1;
}

static int check_room(const char *path, const char *parent, uint64_t bytes)
{
	struct statvfs status;
	uint64_t available;

	if (statvfs(parent, &status) < 0)
		return log_failure(parent, -errno);
	available = (uint64_t)status.f_bavail * status.f_frsize;
	if (available >= RESERVE && available - RESERVE >= bytes)
		return 0;
	log_error("%s: %" PRIu64 " MiB and %" PRIu64 " in reserve are needed, %" PRIu64
		  " MiB are free: make room, name another filesystem with --path or a smaller "
		  "file with --size", path, bytes >> 20, (uint64_t)RESERVE >> 20, available >> 20);
	return -1;
}

int swap_file_check(const char *path, uint64_t bytes)
{
	char *parent = existing_parent(path);
	int r = parent ? check_device(path, parent) : log_failure(path, -ENOMEM);

	if (r == 0)
		r = check_room(path, parent, bytes);
	free(parent);
	return r;
}

static int make_subvolume(struct journal *journal)
{
	struct btrfs_ioctl_vol_args arguments = { .name = "swap" };
	int fd, r;

	if (access(SUBVOLUME, F_OK) == 0)
		return 0;
	if (journal_add(journal, JOURNAL_DIRECTORY, SUBVOLUME))
		return -1;
	fd = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	r = fd < 0 || ioctl(fd, BTRFS_IOC_SUBVOL_CREATE, &arguments) < 0 ? -errno : 0;
	if (fd >= 0)
		close(fd);
	return r < 0 ? log_failure("making the subvolume " SUBVOLUME, r) : 0;
}

/* While it is empty. Without copy-on-write there is no compression either. */
static int set_attributes(int fd)
{
	uint32_t pin = 1;
	struct statfs status;
	int flags;

	if (fstatfs(fd, &status) < 0)
		return -errno;
	if (status.f_type == F2FS_SUPER_MAGIC)
		return ioctl(fd, F2FS_IOC_SET_PIN_FILE, &pin) < 0 ? -errno : 0;
	if (status.f_type != BTRFS_SUPER_MAGIC)
		return 0;
	if (ioctl(fd, FS_IOC_GETFLAGS, &flags) < 0)
		return -errno;
	flags = (flags & ~FS_COMPR_FL) | FS_NOCOW_FL;
	return ioctl(fd, FS_IOC_SETFLAGS, &flags) < 0 ? -errno : 0;
}

static int write_zeros(int fd, uint64_t bytes)
{
	static const char zeros[1 << 20];
	uint64_t done = 0;

	while (done < bytes) {
		size_t want = bytes - done < sizeof(zeros) ? bytes - done : sizeof(zeros);
		ssize_t length = write(fd, zeros, want);

		if (interrupt_check() < 0)
			return -EINTR;
		if (length <= 0)
			return length < 0 ? -errno : -EIO;
		done += (uint64_t)length;
	}
	return 0;
}

static int fill(int fd, uint64_t bytes)
{
	int r = set_attributes(fd);

	if (r == 0 && fallocate(fd, 0, 0, (off_t)bytes) < 0)
		r = errno == EOPNOTSUPP ? write_zeros(fd, bytes) : -errno;
	if (r == 0 && fsync(fd) < 0)
		r = -errno;
	return r;
}

static int note_file(struct journal *journal, const char *path)
{
	char identity[64], *name;
	int r = setup_file_identity(path, identity, sizeof(identity));

	if (r < 0 || asprintf(&name, "%s %s", identity, path) < 0)
		return log_failure(path, r < 0 ? r : -ENOMEM);
	r = journal_add(journal, JOURNAL_SWAP_FILE, name);
	free(name);
	return r;
}

/* In the journal once it is ours: what was there before is not. */
static int make_file(struct journal *journal, const char *path, uint64_t bytes)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600), r;

	if (fd < 0)
		return log_failure(path, -errno);
	if (note_file(journal, path)) {
		close(fd);
		unlink(path);
		return -1;
	}
	r = fill(fd, bytes);
	if (close(fd) < 0 && r == 0)
		r = -errno;
	if (r == 0)
		r = setup_file_sync_directory(path);
	return r < 0 ? log_failure(path, r) : 0;
}

int swap_file_make(struct journal *journal, const char *path, uint64_t bytes)
{
	const char *const mkswap[] = { "mkswap", path, NULL };

	if (!strncmp(path, SUBVOLUME "/", strlen(SUBVOLUME "/")) &&
	    is_on("/", BTRFS_SUPER_MAGIC) && make_subvolume(journal))
		return -1;
	if (make_file(journal, path, bytes))
		return -1;
	return setup_program_run(mkswap);
}
