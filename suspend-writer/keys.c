// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/keys.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include "kernel/consoles.h"

#define TERMINALS_MAX (CONSOLES_MAX + 1)
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

static void add(int fd)
{
	struct terminal *terminal = &terminals[count];

	if (fd < 0)
		return;
	if (count == TERMINALS_MAX || tcgetattr(fd, &terminal->before) < 0) {
		close(fd);
		return;
	}
	terminal->watched = 0;
	terminal->fd = fd;
	count++;
}

void keys_open(const char *path)
{
	add(open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
}

void keys_open_consoles(void)
{
	int fds[CONSOLES_MAX], consoles = consoles_open(CONSOLES_FILE, O_RDONLY, fds);

	for (int i = 0; i < consoles; i++)
		add(fds[i]);
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
