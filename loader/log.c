// SPDX-License-Identifier: GPL-2.0-or-later
#include "loader/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "kernel/consoles.h"
#include "loader/plymouth.h"

/* Priorities of linux/kern_levels.h. */
#define LEVEL_ERROR 3
#define LEVEL_NOTICE 5
#define SHOW_INTERVAL_NS 500000000

static int in_initramfs;
static int kernel_log = -1;
static int consoles[CONSOLES_MAX];
static int console_count;

void log_to_kernel(void)
{
	in_initramfs = 1;
	kernel_log = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
}

void log_show_progress(void)
{
	console_count = consoles_open(CONSOLES_FILE, O_WRONLY, consoles);
}

static void say(int level, const char *format, va_list arguments)
{
	char text[512], line[560];
	int fd = kernel_log >= 0 ? kernel_log : STDERR_FILENO;
	int length;

	vsnprintf(text, sizeof(text), format, arguments);
	if (kernel_log >= 0)
		length = snprintf(line, sizeof(line), "<%d>resume-loader: %s\n", level, text);
	else
		length = snprintf(line, sizeof(line), "resume-loader: %s\n", text);
	if (level == LEVEL_ERROR && in_initramfs)
		plymouth_show(text);
	if (write(fd, line, (size_t)length) < 0)
		return;
}

void log_error(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(LEVEL_ERROR, format, arguments);
	va_end(arguments);
}

void log_note(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(LEVEL_NOTICE, format, arguments);
	va_end(arguments);
}

/* plymouth may print each text on a line of its own: a tenth is news. */
static void show_on_splash(uint64_t done, uint64_t total, uint64_t ms)
{
	static unsigned int shown_tenths;
	unsigned int tenths = total ? (unsigned int)(done * 10 / total) : 0;
	char figures[CONSOLE_LINE_SIZE], text[CONSOLE_LINE_SIZE + 32];

	if (!in_initramfs || tenths == shown_tenths)
		return;
	shown_tenths = tenths;
	console_progress_figures(figures, done, total, ms);
	snprintf(text, sizeof(text), "Resuming from hibernation: %s", figures);
	plymouth_show(text);
}

void log_progress(uint64_t done, uint64_t total)
{
	static uint64_t began_at, shown_at;
	uint64_t now = now_ns(), ms;
	char line[CONSOLE_LINE_SIZE];
	int length;

	if (began_at == 0)
		began_at = shown_at = now;
	ms = (now - began_at) / 1000000;
	show_on_splash(done, total, ms);
	if (console_count == 0 || (done < total && now - shown_at < SHOW_INTERVAL_NS))
		return;
	shown_at = now;
	length = console_progress_line(line, "resume-loader: loading", done, total, ms);
	for (int i = 0; i < console_count; i++)
		if (write(consoles[i], line, (size_t)length) < 0)
			continue;
}

const char *failure(const char *step, int error)
{
	static char text[256];

	snprintf(text, sizeof(text), "%s: %s", step, strerror(-error));
	return text;
}

uint32_t ms_since(uint64_t start_ns)
{
	return (uint32_t)((now_ns() - start_ns) / 1000000);
}

uint32_t ms_since_boot(void)
{
	char text[64];
	int fd = open("/proc/uptime", O_RDONLY | O_CLOEXEC);
	ssize_t length = fd < 0 ? 0 : read(fd, text, sizeof(text) - 1);
	unsigned long seconds = 0, hundredths = 0;

	if (fd >= 0)
		close(fd);
	text[length > 0 ? length : 0] = '\0';
	if (sscanf(text, "%lu.%2lu", &seconds, &hundredths) != 2)
		return 0;
	return (uint32_t)(seconds * 1000 + hundredths * 10);
}

uint64_t now_ns(void)
{
	struct timeval now;

	gettimeofday(&now, NULL);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_usec * 1000;
}
