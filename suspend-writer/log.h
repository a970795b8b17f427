/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_LOG_H
#define WRITER_LOG_H

#include <stdint.h>

/*
 * All printing. While the machine is frozen nothing may go to a pipe, a pseudo-terminal
 * or a file: then messages show on the consoles, and stderr gets them after the thaw.
 */

/* No notes and no progress. */
void log_set_quiet(void);

/* Say nothing at all; log_last_error() still tells. */
void log_set_silent(int silent);

/* Open all consoles or, if stderr is a serial line or virtual terminal, only that. */
void log_open_console(void);

/* 1 if stderr is a serial line or a virtual terminal, which work while frozen. */
int log_stderr_is_console(void);

void log_frozen(void);
void log_thawed(void);

__attribute__((format(printf, 1, 2))) void log_error(const char *format, ...);
__attribute__((format(printf, 1, 2))) void log_note(const char *format, ...);

/* Say "what: text of the error" for -errno; returns -1 for the caller to return. */
int log_failure(const char *what, int error);

/* The text of the last error, empty if there was none; static storage. */
const char *log_last_error(void);

/* Draw a progress line on the consoles. */
void log_progress(const char *line);

#endif
