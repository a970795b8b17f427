// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/resume-device.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <blkid.h>

#include "config/device-name.h"

static dev_t block_device_at(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISBLK(status.st_mode) ? status.st_rdev : 0;
}

/* libblkid, which takes more than that grammar, only stands in for udev's links. */
dev_t resume_device(const char *resume)
{
	char path[512], *node;
	dev_t device;

	if (device_path(resume, path, sizeof(path)))
		return 0;
	device = block_device_at(path);
	if (device || strpbrk(resume, "\"'"))
		return device;
	node = blkid_evaluate_spec(resume, NULL);
	device = node ? block_device_at(node) : 0;
	free(node);
	return device;
}
