// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "kernel/consoles.h"

/* Documentation/admin-guide/devices.txt */
#define TTYAUX_MAJOR 5
#define TTYAUX_CONSOLE 1
#define MAJOR_PSEUDO_TERMINAL_FIRST 136
#define MAJOR_PSEUDO_TERMINAL_LAST 143

static int quiet;
static int silent;
static int frozen;
static int consoles[CONSOLES_MAX];
static int console_count;
static int console_is_stderr;
static char held[8192];
static size_t held_length;
static char last_error[1024];

void log_set_quiet(void)
{
	quiet = 1;
}

void log_set_silent(int to)
{
	silent = to;
}

/* /dev/tty may stand for anything, a pseudo-terminal included. */
int log_stderr_is_console(void)
{
	struct stat status;

	return isatty(STDERR_FILENO) && fstat(STDERR_FILENO, &status) == 0 &&
	       status.st_rdev != makedev(TTYAUX_MAJOR, 0) &&
	       (major(status.st_rdev) < MAJOR_PSEUDO_TERMINAL_FIRST ||
		major(status.st_rdev) > MAJOR_PSEUDO_TERMINAL_LAST);
}

/* /dev/console is the last console of the kernel command line, and not all of them. */
static int stderr_is_a_line(void)
{
	struct stat status;

	return log_stderr_is_console() && fstat(STDERR_FILENO, &status) == 0 &&
	       status.st_rdev != makedev(TTYAUX_MAJOR, TTYAUX_CONSOLE);
}

/* A descriptor of its own, so that a stopped line cannot hold us up. */
void log_open_console(void)
{
	console_is_stderr = log_stderr_is_console();
	if (!stderr_is_a_line()) {
		console_count = consoles_open(CONSOLES_FILE, O_WRONLY, consoles);
		return;
	}
	consoles[0] = open("/proc/self/fd/2", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	console_count = consoles[0] >= 0;
}

void log_frozen(void)
{
	frozen = 1;
}

static void write_all(int fd, const char *text, size_t length)
{
	if (write(fd, text, length) < 0)
		return;
}

static void write_consoles(const char *text, size_t length)
{
	for (int i = 0; i < console_count; i++)
		write_all(consoles[i], text, length);
}

void log_thawed(void)
{
	frozen = 0;
	if (!console_is_stderr)
		write_all(STDERR_FILENO, held, held_length);
	held_length = 0;
}

static void hold(const char *text, size_t length)
{
	if (length > sizeof(held) - held_length)
		return;
	memcpy(held + held_length, text, length);
	held_length += length;
}

static void say(const char *format, va_list arguments)
{
	char text[1024];
	int length = snprintf(text, sizeof(text) - 2, "hibernate: ");

	if (silent)
		return;
	length += vsnprintf(text + length, sizeof(text) - 2 - (size_t)length, format, arguments);
	if ((size_t)length > sizeof(text) - 3)
		length = sizeof(text) - 3;
	text[length++] = '\n';
	if (!frozen) {
		write_all(STDERR_FILENO, text, (size_t)length);
		return;
	}
	hold(text, (size_t)length);
	text[length - 1] = '\r';
	text[length++] = '\n';
	write_consoles(text, (size_t)length);
}

void log_error(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(last_error, sizeof(last_error), format, arguments);
	va_end(arguments);
	va_start(arguments, format);
	say(format, arguments);
	va_end(arguments);
}

const char *log_last_error(void)
{
	return last_error;
}

void log_note(const char *format, ...)
{
	va_list arguments;

	if (quiet)
		return;
	va_start(arguments, format);
	say(format, arguments);
	va_end(arguments);
}

int log_failure(const char *what, int error)
{
	log_error("%s: %s", what, strerror(-error));
	return -1;
}

void log_progress(const char *line)
{
	if (!quiet)
		write_consoles(line, strlen(line));
}
