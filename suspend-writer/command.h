/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_COMMAND_H
#define WRITER_COMMAND_H

/* Called for every line of its output, without the newline. */
typedef void command_line(void *context, const char *line);

/*
 * Run a program of the system's and read its standard output; what else it says is lost. It has
 * a plain environment, and all signals by default. 0, -ENOENT if there is no such program,
 * -ETIMEDOUT if it took more than so many seconds, -EINTR if interrupt_check() says so,
 * -EIO if it did not end with status 0.
 */
int command_read(const char *const *argv, unsigned int seconds, command_line *line,
		 void *context);

#endif
