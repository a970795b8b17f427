// SPDX-License-Identifier: GPL-2.0-or-later
#include "administration/setup-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int read_all(FILE *file, char **text)
{
	size_t size = 0;
	ssize_t length = getdelim(text, &size, '\0', file);

	if (length < 0 && ferror(file))
		return -errno;
	if (length >= 0)
		return 0;
	free(*text);
	*text = strdup("");
	return *text ? 0 : -ENOMEM;
}

int setup_file_read(const char *path, char **text)
{
	FILE *file = fopen(path, "re");
	int r;

	*text = NULL;
	if (!file)
		return -errno;
	r = read_all(file, text);
	fclose(file);
	if (r < 0)
		free(*text);
	return r;
}

/* An inode's number may be used again, its time of birth (0 where there is none) then differs. */
int setup_file_identity(const char *path, char *word, size_t size)
{
	struct statx status;

	if (statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_INO | STATX_BTIME, &status) < 0)
		return -errno;
	snprintf(word, size, "%llu-%lld.%09u", (unsigned long long)status.stx_ino,
		 (long long)status.stx_btime.tv_sec, status.stx_btime.tv_nsec);
	return 0;
}

int setup_file_sync_directory(const char *path_in_it)
{
	char *directory = strdup(path_in_it), *slash = directory ? strrchr(directory, '/') : NULL;
	int fd, r;

	if (!slash) {
		free(directory);
		return -ENOMEM;
	}
	slash[slash == directory] = '\0';
	fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	r = fd < 0 || fsync(fd) < 0 ? -errno : 0;
	if (fd >= 0)
		close(fd);
	free(directory);
	return r;
}

static int write_new(const char *path, const char *text, const struct stat *like)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600), r = 0;

	if (fd < 0)
		return -errno;
	if (fchown(fd, like->st_uid, like->st_gid) < 0 ||
	    fchmod(fd, like->st_mode & 07777) < 0 || dprintf(fd, "%s", text) < 0 ||
	    fsync(fd) < 0)
		r = -errno;
	if (close(fd) < 0 && r == 0)
		r = -errno;
	return r;
}

static int replace(const char *path, const char *text, const struct stat *like)
{
	char name[4096 + 32];
	int r;

	snprintf(name, sizeof(name), "%s.hibernate-new", path);
	r = write_new(name, text, like);
	if (r == 0 && rename(name, path) < 0)
		r = -errno;
	if (r < 0)
		unlink(name);
	return r < 0 ? r : setup_file_sync_directory(path);
}

int setup_file_replace(const char *path, const char *text)
{
	struct stat like = { .st_mode = 0644 };
	char *real = realpath(path, NULL);
	int r;

	if (!real && errno != ENOENT)
		return -errno;
	if (real && stat(real, &like) < 0)
		r = -errno;
	else
		r = replace(real ? real : path, text, &like);
	free(real);
	return r;
}
