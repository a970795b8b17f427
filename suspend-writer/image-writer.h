/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_IMAGE_WRITER_H
#define WRITER_IMAGE_WRITER_H

#include <stdint.h>

#include "image/guard.h"
#include "image/header.h"
#include "suspend-writer/level.h"
#include "suspend-writer/output.h"
#include "suspend-writer/pool.h"
#include "suspend-writer/progress.h"

struct chunk_job;

/*
 * Pages in, an image out: the main thread reads pages and puts compressed chunks in
 * order onto the output, the threads of a pool compress.
 */
struct image_writer {
	struct image_info info;
	struct output *output;
	struct pool compressors;
	struct chunk_job *jobs;
	unsigned int job_count;
	struct level level;
	int ample;              /* the caller's: there is room for an image that is hardly compressed */
	void **contexts;        /* a ZSTD_CCtx for each compressor */
	void *page;             /* for lists and header */
	const struct image_guard *guards; /* info.guard_count of them, the caller's */
	int with_digest;
	uint64_t digest;        /* over the chunks' pages, as resume-loader --check prints it */
};

/*
 * Allocate everything. level: of zstd, or LEVEL_ADAPTIVE. writer->info holds what
 * image_header_put() needs but for what writing finds out. 0 or -errno.
 */
int image_writer_init(struct image_writer *writer, struct output *output, int level,
		      unsigned int threads);

/*
 * Read pages from the descriptor until its end, about expected_pages, and write them all.
 * The threads exist only meanwhile. 0 or -errno; no write is under way afterwards.
 */
int image_writer_write_data(struct image_writer *writer, int source, uint64_t expected_pages,
			    struct progress *progress);

/* Write extent list, guards and header. 0 and the header's device page, or -errno. */
int image_writer_write_header(struct image_writer *writer, uint64_t *header_page);

#endif
