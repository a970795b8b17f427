// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/consoles.h"

#include <fcntl.h>
#include <stdio.h>

int consoles_open(const char *path, int access, int fds[CONSOLES_MAX])
{
	FILE *file = fopen(path, "r");
	char line[128], name[32], node[40];
	int count = 0;

	while (file && count < CONSOLES_MAX && fgets(line, sizeof(line), file)) {
		if (sscanf(line, "%31s", name) != 1)
			continue;
		snprintf(node, sizeof(node), "/dev/%s", name);
		fds[count] = open(node, access | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
		if (fds[count] >= 0)
			count++;
	}
	if (file)
		fclose(file);
	return count;
}

#define BAR_LENGTH 20

/* In MiB/s. */
static unsigned long long rate(uint64_t done, uint64_t ms)
{
	return (done >> 10) * 1000 / (ms ? ms : 1) >> 10;
}

int console_progress_figures(char text[CONSOLE_LINE_SIZE], uint64_t done, uint64_t total, uint64_t ms)
{
	unsigned long long left = ms * ((total - done) >> 10) / ((done >> 10) + 1) / 1000;

	return snprintf(text, CONSOLE_LINE_SIZE, "%u%%, %llu MiB/s, %llu s left",
			total ? (unsigned int)(done * 100 / total) : 0, rate(done, ms), left);
}

int console_progress_line(char line[CONSOLE_LINE_SIZE], const char *step, uint64_t done, uint64_t total,
			  uint64_t ms)
{
	static const char full[] = "####################", empty[] = "....................";
	int marks = total ? (int)(done * BAR_LENGTH / total) : 0;
	char figures[CONSOLE_LINE_SIZE];

	if (done >= total)
		return snprintf(line, CONSOLE_LINE_SIZE, "\r%.30s %llu MiB in %llu.%u s, %llu MiB/s%28s\r\n",
				step, (unsigned long long)(total >> 20), (unsigned long long)(ms / 1000),
				(unsigned int)(ms % 1000 / 100), rate(done, ms), "");
	console_progress_figures(figures, done, total, ms);
	return snprintf(line, CONSOLE_LINE_SIZE, "\r%.30s [%.*s%.*s] %.40s  ", step, marks, full,
			BAR_LENGTH - marks, empty, figures);
}
