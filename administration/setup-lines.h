/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_SETUP_LINES_H
#define ADMINISTRATION_SETUP_LINES_H

/*
 * Lines of ours in a file of others, between two comments that say whose they are. They
 * come last, for the last line counts in hibernate.conf.
 */

/* 1 or 0 */
int setup_lines_are_there(const char *path);

/* Put them, in place of such as are there already. 0 or -errno. */
int setup_lines_put(const char *path, const char *lines);

/* Take them away. With `whole` a file that is empty then goes as well. 0 or -errno. */
int setup_lines_remove(const char *path, int whole);

#endif
