/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_LOAD_H
#define LOADER_LOAD_H

#include <stddef.h>

#include "loader/image-reader.h"

/* Takes count consecutive pages of the image. NULL or the reason to stop. */
typedef const char *page_sink(void *context, const void *pages, unsigned int count);

struct load;

#define LOAD_READ_AHEAD_MIN (8u << 20)
#define LOAD_READ_AHEAD_MAX (32u << 20)

/*
 * Bytes to read ahead where so many are free, and so many needed in all if no more than LOAD_READ_AHEAD_MIN are:
 * those, and a part of what would be left over.
 */
uint64_t load_read_ahead(uint64_t available, uint64_t needed);

/*
 * Start to read an image in worker processes, which will decompress it as well. Descriptors that are
 * opened later are not theirs. read_ahead: bytes of the stream that may lie in memory, at least and at
 * most as above whatever is asked for. NULL or the reason.
 */
const char *load_start(struct load **load, const struct image *image, uint64_t read_ahead);

/*
 * Hand all pages to the sink, in order, each checked before. NULL or the reason.
 * Afterwards, and also after a failure, load_stop() is due.
 */
const char *load_run(struct load *load, page_sink *sink, void *context);

/* End the workers and give the memory back. */
void load_stop(struct load *load);

#endif
