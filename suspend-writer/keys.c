// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/keys.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#define TERMINALS_MAX 2
/* A line that never falls silent must not hold the save up. */
#define READS_MAX 16

#define CTRL_C 0x03
#define CTRL_H 0x08
#define DELETE 0x7f

static struct terminal {
	int fd;
	int watched;
	struct termios before;
} terminals[TERMINALS_MAX];
static int count;

void keys_open(const char *path)
{
	struct terminal *terminal = &terminals[count];

	if (count == TERMINALS_MAX)
		return;
	terminal->watched = 0;
	terminal->fd = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (terminal->fd >= 0 && tcgetattr(terminal->fd, &terminal->before) == 0)
		count++;
	else if (terminal->fd >= 0)
		close(terminal->fd);
}

/*
 * Bytes one by one, without a signal for whoever has the terminal: Ctrl-C is meant for us.
 * A break, which an unplugged line may show, is no key.
 */
static void watch(struct terminal *terminal)
{
	struct termios raw;

	if (tcgetattr(terminal->fd, &terminal->before) < 0)
		return;
	raw = terminal->before;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ISIG | IEXTEN | ECHO);
	raw.c_iflag &= ~(tcflag_t)(BRKINT | ISTRIP);
	raw.c_iflag |= IGNBRK;
	raw.c_cc[VMIN] = 0;
	raw.c_cc[VTIME] = 0;
	terminal->watched = tcsetattr(terminal->fd, TCSANOW, &raw) == 0 &&
			    tcflush(terminal->fd, TCIFLUSH) == 0;
}

void keys_watch(void)
{
	for (int i = 0; i < count; i++)
		watch(&terminals[i]);
}

static int pressed_on(int fd)
{
	unsigned char bytes[64];
	ssize_t length;

	for (int reads = 0; reads < READS_MAX; reads++) {
		length = read(fd, bytes, sizeof(bytes));
		for (ssize_t i = 0; i < length; i++)
			if (bytes[i] == CTRL_C || bytes[i] == CTRL_H || bytes[i] == DELETE)
				return 1;
		if (length <= 0)
			break;
	}
	return 0;
}

int keys_pressed(void)
{
	for (int i = 0; i < count; i++)
		if (terminals[i].watched && pressed_on(terminals[i].fd))
			return 1;
	return 0;
}

/* Backwards: if both are the same terminal, the first remembers what it was. */
void keys_close(void)
{
	for (; count > 0; count--) {
		struct terminal *terminal = &terminals[count - 1];

		if (terminal->watched)
			tcsetattr(terminal->fd, TCSANOW, &terminal->before);
		close(terminal->fd);
	}
}
