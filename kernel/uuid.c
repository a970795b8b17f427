// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/uuid.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "xxxxxxxx-xxxx-..." to 16 bytes; how many of them there were. */
static int parse(const char *text, uint8_t *uuid)
{
	int count = 0;

	for (; count < 16; count++, text += 2) {
		text += *text == '-';
		if (digit(text[0]) < 0 || digit(text[1]) < 0)
			break;
		uuid[count] = (uint8_t)(digit(text[0]) << 4 | digit(text[1]));
	}
	return count;
}

void uuid_read(const char *file, uint8_t uuid[16])
{
	char text[64];
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	ssize_t length = fd < 0 ? 0 : read(fd, text, sizeof(text) - 1);

	if (fd >= 0)
		close(fd);
	text[length > 0 ? length : 0] = '\0';
	if (parse(text, uuid) != 16)
		memset(uuid, 0, 16);
}
