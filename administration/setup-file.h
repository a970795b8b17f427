/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_SETUP_FILE_H
#define ADMINISTRATION_SETUP_FILE_H

#include <stddef.h>

/*
 * Configuration files of the system. They are replaced as a whole, and what is there after
 * a power failure is the old file or the new one. All return 0 or -errno unless said.
 */

/* The whole text, to be freed. */
int setup_file_read(const char *path, char **text);

/* Mode and owner stay as they were; where it is a symbolic link, what that leads to changes. */
int setup_file_replace(const char *path, const char *text);

/* What tells the file at this path from another that is made there later, in one word. */
int setup_file_identity(const char *path, char *word, size_t size);

/* The directory's names are on the disk, those made and those taken away. */
int setup_file_sync_directory(const char *path_in_it);

#endif
