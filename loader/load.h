/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_LOAD_H
#define LOADER_LOAD_H

#include <stddef.h>

#include "loader/image-reader.h"

/* Takes count consecutive pages of the image. NULL or the reason to stop. */
typedef const char *page_sink(void *context, const void *pages, unsigned int count);

struct load;

/*
 * Start to read and decompress an image in worker processes. Descriptors that are opened
 * later are not theirs. NULL or the reason.
 */
const char *load_start(struct load **load, const struct image *image);

/*
 * Hand all pages to the sink, in order, each checked before. NULL or the reason.
 * Afterwards, and also after a failure, load_stop() is due.
 */
const char *load_run(struct load *load, page_sink *sink, void *context);

/* End the workers and give the memory back. */
void load_stop(struct load *load);

#endif
