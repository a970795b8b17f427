/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_SETUP_SWAP_FILE_H
#define ADMINISTRATION_SETUP_SWAP_FILE_H

#include <stdint.h>

#include "administration/setup-journal.h"

/* Where a swap file goes by default: the first of the names that is free. 0 or -1 said. */
int swap_file_default_path(char *path, size_t size);

/* Could a file of so many bytes be made there, and hold an image? 0, or -1 after saying why not. */
int swap_file_check(const char *path, uint64_t bytes);

/*
 * Make it, with a swap header and what its filesystem needs so that the kernel can use it.
 * The file must not exist. 0, or -1 after saying what failed.
 */
int swap_file_make(struct journal *journal, const char *path, uint64_t bytes);

#endif
