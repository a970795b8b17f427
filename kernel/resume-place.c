// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/resume-place.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int r = fd < 0 || write(fd, text, strlen(text)) < 0 ? -errno : 0;

	if (fd >= 0)
		close(fd);
	return r;
}

int resume_place_tell(unsigned int major, unsigned int minor, uint64_t offset)
{
	char text[32];
	int r;

	snprintf(text, sizeof(text), "%" PRIu64, offset);
	r = write_text("/sys/power/resume_offset", text);
	if (r < 0)
		return r;
	snprintf(text, sizeof(text), "%u:%u", major, minor);
	return write_text("/sys/power/resume", text);
}
