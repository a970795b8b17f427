// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A file for each image, called as its path with ! for /. Its first line tells the state of the image,
 * its last one that it is whole: the machine may go off at any time.
 */
#include "suspend-writer/initramfs-cache.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "suspend-writer/record.h"

#define CACHE_DIRECTORY RECORD_DIRECTORY "/initramfs"
#define LAST_LINE "end"
/* The coarsest times are those of FAT, of two seconds. */
#define RECENT_SECONDS 3

static void replace(char *text, char from, char to)
{
	for (; *text; text++)
		if (*text == from)
			*text = to;
}

static void describe(struct initramfs_cache *cache, const struct stat *status)
{
	snprintf(cache->state, sizeof(cache->state), "%llu %llu %lld %lld.%09ld %lld.%09ld",
		 (unsigned long long)status->st_dev, (unsigned long long)status->st_ino,
		 (long long)status->st_size, (long long)status->st_mtim.tv_sec,
		 status->st_mtim.tv_nsec, (long long)status->st_ctim.tv_sec,
		 status->st_ctim.tv_nsec);
	cache->is_recent = status->st_mtim.tv_sec + RECENT_SECONDS >= time(NULL);
}

int initramfs_cache_find(struct initramfs_cache *cache, const char *image)
{
	size_t directory = strlen(CACHE_DIRECTORY "/");
	struct stat status;

	if (stat(image, &status) < 0)
		return -errno;
	describe(cache, &status);
	snprintf(cache->name, sizeof(cache->name), CACHE_DIRECTORY "/%.512s", image);
	replace(cache->name + directory, '/', '!');
	snprintf(cache->part, sizeof(cache->part), "%s.part", cache->name);
	cache->file = NULL;
	return 0;
}

static int read_line(FILE *file, char *line, size_t size)
{
	if (!fgets(line, (int)size, file))
		return 0;
	line[strcspn(line, "\n")] = '\0';
	return 1;
}

int initramfs_cache_read(const struct initramfs_cache *cache, command_line *take, void *context)
{
	FILE *file = fopen(cache->name, "re");
	char line[1024];
	int whole = 0;

	if (!file)
		return 0;
	if (read_line(file, line, sizeof(line)) && !strcmp(line, cache->state))
		while (!whole && read_line(file, line, sizeof(line))) {
			whole = !strcmp(line, LAST_LINE);
			take(context, line);
		}
	fclose(file);
	return whole;
}

FILE *initramfs_cache_begin(struct initramfs_cache *cache)
{
	record_make_directory();
	mkdir(CACHE_DIRECTORY, 0700);
	cache->file = fopen(cache->part, "we");
	if (cache->file)
		fprintf(cache->file, "%s\n", cache->state);
	return cache->file;
}

/* Of images that are gone. */
static void clean(void)
{
	struct dirent *entry;
	DIR *directory = opendir(CACHE_DIRECTORY);

	while (directory && (entry = readdir(directory))) {
		char image[sizeof(entry->d_name)];

		snprintf(image, sizeof(image), "%s", entry->d_name);
		replace(image, '!', '/');
		if (image[0] == '/' && access(image, F_OK) < 0)
			unlinkat(dirfd(directory), entry->d_name, 0);
	}
	if (directory)
		closedir(directory);
}

void initramfs_cache_end(struct initramfs_cache *cache, int complete)
{
	if (!cache->file)
		return;
	fprintf(cache->file, "%s\n", LAST_LINE);
	if (fclose(cache->file) || !complete || cache->is_recent ||
	    rename(cache->part, cache->name) < 0)
		unlink(cache->part);
	cache->file = NULL;
	clean();
}
