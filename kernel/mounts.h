/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_MOUNTS_H
#define KERNEL_MOUNTS_H

#include <stddef.h>

/*
 * Is a filesystem mounted that lives on a block device? 1 and its mount point in place
 * (cut to size bytes), 0 if none, or -errno. Reads /proc/self/mountinfo, proc(5).
 */
int mounts_find_block_backed(char *place, size_t size);

/*
 * The same for one line of mountinfo, with place pointing into it: the line is split at
 * its blanks.
 */
int mountinfo_is_block_backed(char *line, char **place);

#endif
