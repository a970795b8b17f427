// SPDX-License-Identifier: GPL-2.0-or-later
#include "loader/device.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define POLL_MS 50
#define ASK_PASSWORD_DIR "/run/systemd/ask-password"

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

int device_present(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 &&
	       (S_ISBLK(status.st_mode) || S_ISREG(status.st_mode));
}

static int passphrase_wanted(void)
{
	DIR *directory = opendir(ASK_PASSWORD_DIR);
	struct dirent *entry;
	int wanted = 0;

	if (!directory)
		return 0;
	while (!wanted && (entry = readdir(directory)))
		wanted = !strncmp(entry->d_name, "ask.", 4);
	closedir(directory);
	return wanted;
}

int device_wait(const char *path, unsigned int seconds)
{
	unsigned int left_ms = seconds * 1000;

	while (!device_present(path)) {
		if (left_ms < POLL_MS)
			return 0;
		usleep(POLL_MS * 1000);
		if (!passphrase_wanted())
			left_ms -= POLL_MS;
	}
	return 1;
}
