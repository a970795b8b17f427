// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/watchdog.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

/* The first word of an attribute; empty if there is none. */
static void read_word(const char *directory, const char *device, const char *name, char word[16])
{
	char path[512];
	FILE *file;

	word[0] = '\0';
	snprintf(path, sizeof(path), "%s/%.64s/%s", directory, device, name);
	file = fopen(path, "re");
	if (!file)
		return;
	if (fscanf(file, "%15s", word) != 1)
		word[0] = '\0';
	fclose(file);
}

static unsigned int seconds_left(const char *directory, const char *device)
{
	char word[16];
	unsigned int seconds = 0;

	read_word(directory, device, "state", word);
	if (strcmp(word, "active"))
		return 0;
	read_word(directory, device, "timeleft", word);
	if (sscanf(word, "%u", &seconds) == 1 && seconds > 0)
		return seconds;
	read_word(directory, device, "timeout", word);
	if (sscanf(word, "%u", &seconds) == 1 && seconds > 1)
		return seconds / 2;
	return 1;
}

unsigned int watchdog_seconds_left(const char *directory)
{
	DIR *devices = opendir(directory);
	const struct dirent *device;
	unsigned int least = 0, seconds;

	while (devices && (device = readdir(devices))) {
		seconds = device->d_name[0] == '.' ? 0 : seconds_left(directory, device->d_name);
		if (seconds && (!least || seconds < least))
			least = seconds;
	}
	if (devices)
		closedir(devices);
	return least;
}
