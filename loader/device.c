// SPDX-License-Identifier: GPL-2.0-or-later
#include "loader/device.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define POLL_MS 50
#define ASK_PASSWORD_DIR "/run/systemd/ask-password"

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

/* After a passphrase the device must still be opened, and what lies on it be assembled. */
int wait_until(int (*condition)(void *context), void *context, unsigned int *left_ms)
{
	unsigned int whole_ms = *left_ms;

	while (!condition(context)) {
		if (*left_ms < POLL_MS)
			return 0;
		usleep(POLL_MS * 1000);
		*left_ms = passphrase_wanted() ? whole_ms : *left_ms - POLL_MS;
	}
	return 1;
}

static int is_present(void *path)
{
	return device_present(path);
}

int device_wait(const char *path, unsigned int seconds)
{
	unsigned int left_ms = seconds * 1000;

	return wait_until(is_present, (void *)path, &left_ms);
}
