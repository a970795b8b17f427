// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/mounts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define LINE_SIZE 4096

/* The field that begins at *cursor; *cursor moves behind it. NULL at the end. */
static char *next_field(char **cursor)
{
	char *field = *cursor, *end;

	if (!field || !*field)
		return NULL;
	end = strchr(field, ' ');
	if (end)
		*end++ = '\0';
	*cursor = end;
	return field;
}

/*
 * "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue":
 * major 0 is no block device, except that btrfs, which numbers itself, names its device.
 */
int mountinfo_is_block_backed(char *line, char **place)
{
	char *cursor = line, *device, *field;

	line[strcspn(line, "\n")] = '\0';
	next_field(&cursor);
	next_field(&cursor);
	device = next_field(&cursor);
	next_field(&cursor);
	*place = next_field(&cursor);
	if (!device || !*place)
		return 0;
	do
		field = next_field(&cursor);
	while (field && strcmp(field, "-"));
	next_field(&cursor);
	field = next_field(&cursor);
	return strncmp(device, "0:", 2) != 0 || (field && !strncmp(field, "/dev/", 5));
}

int mounts_find_block_backed(char *place, size_t size)
{
	char line[LINE_SIZE], *mount_point;
	FILE *mounts = fopen("/proc/self/mountinfo", "re");
	int found = 0;

	if (!mounts)
		return -errno;
	while (!found && fgets(line, sizeof(line), mounts))
		found = mountinfo_is_block_backed(line, &mount_point);
	if (found && size > 0) {
		strncpy(place, mount_point, size - 1);
		place[size - 1] = '\0';
	}
	fclose(mounts);
	return found;
}
