// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/keys.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include "kernel/consoles.h"
#include "suspend-writer/machine.h"

#define TERMINALS_MAX (CONSOLES_MAX + 1)
/* A line that never falls silent must not hold the save up. */
#define READS_MAX 16

#define CTRL_C 0x03
#define TWICE_SECONDS 2

static struct terminal {
	int fd;
	int watched;
	double pressed; /* when Ctrl-C was the last byte; 0 if it was not */
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
	terminal->pressed = 0;
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

static enum keys take(struct terminal *terminal, unsigned char byte)
{
	double before = terminal->pressed, now = machine_seconds();

	terminal->pressed = byte == CTRL_C ? now : 0;
	if (byte != CTRL_C)
		return KEYS_NONE;
	return before > 0 && now - before <= TWICE_SECONDS ? KEYS_TWICE : KEYS_ONCE;
}

static enum keys look_at(struct terminal *terminal)
{
	enum keys found = KEYS_NONE, key;
	unsigned char bytes[64];

	for (int reads = 0; reads < READS_MAX; reads++) {
		ssize_t length = read(terminal->fd, bytes, sizeof(bytes));

		for (ssize_t i = 0; i < length; i++) {
			key = take(terminal, bytes[i]);
			found = key > found ? key : found;
		}
		if (length <= 0)
			break;
	}
	return found;
}

enum keys keys_look(void)
{
	enum keys found = KEYS_NONE;

	for (int i = 0; i < count; i++) {
		enum keys key = terminals[i].watched ? look_at(&terminals[i]) : KEYS_NONE;

		found = key > found ? key : found;
	}
	return found;
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
