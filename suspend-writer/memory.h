/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_MEMORY_H
#define WRITER_MEMORY_H

#include <stddef.h>

/*
 * After the snapshot a few MiB are free and nothing can be paged in: all memory is
 * allocated, touched and locked before the freeze.
 */

/*
 * Whole pages, zeroed and present, aligned to a page; NULL if there is none. A child does
 * not have them, for its copy would have to be paid for.
 */
void *memory_allocate(size_t size);

/* The like, which a child shares with its parent. */
void *memory_allocate_shared(size_t size);

/* Lock all memory, present and future, and keep crashes from writing files. 0 or -errno. */
int memory_lock(void);

#endif
