// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/sys-device.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define ATTRIBUTE_MAX 320

int sys_device_find(dev_t number, struct sys_device *device)
{
	char path[64];

	snprintf(path, sizeof(path), "/sys/dev/block/%u:%u", major(number), minor(number));
	if (!realpath(path, device->path))
		return -errno;
	device->number = number;
	device->name = strrchr(device->path, '/') + 1;
	return 0;
}

int sys_device_has(const struct sys_device *device, const char *attribute)
{
	char path[sizeof(device->path) + ATTRIBUTE_MAX];

	snprintf(path, sizeof(path), "%s/%s", device->path, attribute);
	return access(path, F_OK) == 0;
}

const char *sys_device_read(const struct sys_device *device, const char *attribute, char *text,
			    size_t size)
{
	char path[sizeof(device->path) + ATTRIBUTE_MAX];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", device->path, attribute);
	file = fopen(path, "re");
	if (!file || !fgets(text, (int)size, file))
		text[0] = '\0';
	if (file)
		fclose(file);
	text[strcspn(text, "\n")] = '\0';
	return text;
}

dev_t sys_device_number(const struct sys_device *device, const char *attribute)
{
	unsigned int major_number, minor_number;
	char text[32];

	if (sscanf(sys_device_read(device, attribute, text, sizeof(text)), "%u:%u",
		   &major_number, &minor_number) != 2)
		return 0;
	return makedev(major_number, minor_number);
}

int sys_device_slaves(const struct sys_device *device, dev_t *slaves, int max)
{
	char path[sizeof(device->path) + ATTRIBUTE_MAX], attribute[ATTRIBUTE_MAX];
	struct dirent *entry;
	DIR *directory;
	int count = 0;

	snprintf(path, sizeof(path), "%s/slaves", device->path);
	directory = opendir(path);
	while (directory && count < max && (entry = readdir(directory)))
		if (entry->d_name[0] != '.') {
			snprintf(attribute, sizeof(attribute), "slaves/%s/dev", entry->d_name);
			slaves[count++] = sys_device_number(device, attribute);
		}
	if (directory)
		closedir(directory);
	return count;
}
