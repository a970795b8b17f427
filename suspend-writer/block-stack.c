// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/block-stack.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

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
