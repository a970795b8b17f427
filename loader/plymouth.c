// SPDX-License-Identifier: GPL-2.0-or-later
#include "loader/plymouth.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* In the abstract namespace, and without a NUL at its end. */
static const char address[] = "/org/freedesktop/plymouthd";

static int connect_to_plymouthd(void)
{
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	socklen_t length = offsetof(struct sockaddr_un, sun_path) + sizeof(address);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	memcpy(to.sun_path + 1, address, sizeof(address) - 1);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&to, length) < 0) {
		close(fd);
		fd = -1;
	}
	return fd;
}

void plymouth_show(const char *text)
{
	/* The request, that it has an argument, the argument's length with its NUL. */
	char message[258];
	int fd = connect_to_plymouthd(), length;

	if (fd < 0)
		return;
	length = snprintf(message, sizeof(message), "M\002%c%.253s", (int)strnlen(text, 253) + 1, text);
	send(fd, message, (size_t)length + 1, MSG_NOSIGNAL);
	close(fd);
}
