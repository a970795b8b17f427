/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_CONSOLES_H
#define KERNEL_CONSOLES_H

#include <stdint.h>

#define CONSOLES_FILE "/proc/consoles"
#define CONSOLES_MAX 8
#define CONSOLE_LINE_SIZE 100

/*
 * Open all terminals that the kernel prints to, as a file like /proc/consoles names them, without
 * blocking. access: O_RDONLY or O_WRONLY. Returns how many are in fds.
 */
int consoles_open(const char *path, int access, int fds[CONSOLES_MAX]);

/* Write into text how far a step is after ms milliseconds, in bytes: percent, rate, seconds left. The length. */
int console_progress_figures(char text[CONSOLE_LINE_SIZE], uint64_t done, uint64_t total, uint64_t ms);

/*
 * Write into line how far a step is, to be drawn over the line before: a bar and these figures; at the end a whole
 * line with its end. The length without the NUL.
 */
int console_progress_line(char line[CONSOLE_LINE_SIZE], const char *step, uint64_t done, uint64_t total,
			  uint64_t ms);

#endif
