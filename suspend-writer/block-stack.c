// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/block-stack.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

#include <linux/magic.h>

#define DEPTH_MAX 16

/* Names as in /sys/block. */
static const struct sort {
	const char *name;
	enum block_stack_kind kind;
} sorts[] = {
	{ "zram", BLOCK_STACK_VOLATILE }, { "ram", BLOCK_STACK_VOLATILE },
	{ "loop", BLOCK_STACK_FREEZABLE }, { "nbd", BLOCK_STACK_SERVED },
	{ "ublk", BLOCK_STACK_SERVED },
};

/* A loop device of the sort above, unless its file is served by a process. */
static const struct sort loop_on_fuse = { "loop on FUSE", BLOCK_STACK_SERVED };

/* The file of a loop device, as far as its name leads to it here, is one that FUSE serves. */
static int lies_on_fuse(const char *place)
{
	char name[4096];
	struct statfs status;
	FILE *file = fopen(place, "re");
	int found = file && fgets(name, sizeof(name), file);

	if (file)
		fclose(file);
	if (!found)
		return 0;
	name[strcspn(name, "\n")] = '\0';
	return statfs(name, &status) == 0 && status.f_type == FUSE_SUPER_MAGIC;
}

/* A partition lies in its device's folder. */
static const struct sort *sort_of_loop(const char *sys_path, const struct sort *loop)
{
	char place[4096 + 64];

	snprintf(place, sizeof(place), "%s/loop/backing_file", sys_path);
	if (lies_on_fuse(place))
		return &loop_on_fuse;
	snprintf(place, sizeof(place), "%s/../loop/backing_file", sys_path);
	return lies_on_fuse(place) ? &loop_on_fuse : loop;
}

static const struct sort *sort_of(const char *name)
{
	for (size_t i = 0; i < sizeof(sorts) / sizeof(sorts[0]); i++)
		if (!strncmp(name, sorts[i].name, strlen(sorts[i].name)))
			return &sorts[i];
	return NULL;
}

/* The first sort that matters on the way down; a partition lies in its disk's folder. */
static const struct sort *find(const char *sys_path, int depth)
{
	char real[4096], path[4096 + 300];
	const struct sort *sort;
	DIR *directory;
	struct dirent *entry;

	if (depth > DEPTH_MAX || !realpath(sys_path, real))
		return NULL;
	sort = sort_of(strrchr(real, '/') + 1);
	if (sort && sort->kind == BLOCK_STACK_FREEZABLE)
		sort = sort_of_loop(real, sort);
	snprintf(path, sizeof(path), "%s/slaves", real);
	directory = sort ? NULL : opendir(path);
	while (!sort && directory && (entry = readdir(directory))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/slaves/%s", real, entry->d_name);
		sort = find(path, depth + 1);
	}
	if (directory)
		closedir(directory);
	return sort;
}

enum block_stack_kind block_stack_examine(dev_t device, const char **name)
{
	const struct sort *sort;
	char path[64];

	snprintf(path, sizeof(path), "/sys/dev/block/%u:%u", major(device), minor(device));
	sort = find(path, 0);
	*name = sort ? sort->name : NULL;
	return sort ? sort->kind : BLOCK_STACK_DISK;
}
