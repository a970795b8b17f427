// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/device-name.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *tag;
	const char *directory;
} links[] = {
	{ "UUID=", "/dev/disk/by-uuid/" },
	{ "LABEL=", "/dev/disk/by-label/" },
	{ "PARTUUID=", "/dev/disk/by-partuuid/" },
	{ "PARTLABEL=", "/dev/disk/by-partlabel/" },
};

/* udev writes other characters into link names as \xNN: udev_util, encode_devnode_name. */
static int append_encoded(char *path, size_t size, const char *name)
{
	size_t used = strlen(path);

	for (; *name; name++) {
		int plain = isalnum((unsigned char)*name) || strchr("#+-.:=@_", *name) ||
			    (unsigned char)*name >= 0x80;
		int n = snprintf(path + used, size - used, plain ? "%c" : "\\x%02x",
				 (unsigned char)*name);

		if (n < 0 || (size_t)n >= size - used)
			return -1;
		used += (size_t)n;
	}
	return 0;
}

int device_path(const char *name, char *path, size_t size)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		size_t length = strlen(links[i].tag);

		if (strncmp(name, links[i].tag, length))
			continue;
		snprintf(path, size, "%s", links[i].directory);
		return append_encoded(path, size, name + length);
	}
	return (size_t)snprintf(path, size, "%s", name) < size ? 0 : -1;
}

int device_name_known(const char *name)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
		size_t length = strlen(links[i].tag);

		if (!strncmp(name, links[i].tag, length))
			return name[length] != '\0';
	}
	return !strncmp(name, "/dev/", 5) && name[5];
}
