/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_SETUP_CHANGE_H
#define ADMINISTRATION_SETUP_CHANGE_H

#include "administration/setup-journal.h"

/*
 * Changes that the journal knows of. Nothing of others is overwritten. 0, or -1 after saying
 * what failed.
 */

/* Put our lines into a file, anew if they are there. */
int setup_change_lines(struct journal *journal, const char *path, const char *lines);

/* A file of ours alone, anew if it is there. */
int setup_change_file(struct journal *journal, const char *path, const char *text);

/* A directory; one that exists will do. */
int setup_change_directory(struct journal *journal, const char *path);

int setup_change_link(struct journal *journal, const char *path, const char *target);

#endif
