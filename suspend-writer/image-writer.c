// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/image-writer.h"

#include <errno.h>
#include <string.h>

#include <zstd.h>

#include "image/checksum.h"
#include "image/chunk.h"
#include "image/extent-list.h"
#include "kernel/snapshot.h"
#include "suspend-writer/interrupt.h"
#include "suspend-writer/machine.h"
#include "suspend-writer/memory.h"

/* zstd packs larger ones better, and faster at that: docs/performance.md */
#define CHUNK_SIZE IMAGE_CHUNK_BYTES_MAX
/* One that is filled or taken, and one that waits for a free thread. */
#define SPARE_JOBS 2

struct chunk_job {
	struct task task; /* first: a task is its job */
	const struct image_writer *writer;
	uint64_t index;
	uint8_t *raw;
	uint32_t raw_size;
	uint8_t *packed;      /* chunk header and payload */
	uint32_t packed_size;
	int level;
	int taken;
	int error;
};

static void compress_chunk(struct task *task, unsigned int worker)
{
	struct chunk_job *job = (struct chunk_job *)task;
	const struct image_writer *writer = job->writer;
	uint8_t *payload = job->packed + sizeof(struct image_chunk_header);
	size_t size = ZSTD_compressCCtx(writer->contexts[worker], payload,
					image_chunk_bound(CHUNK_SIZE), job->raw, job->raw_size,
					job->level);

	job->error = ZSTD_isError(size) ? -EIO : 0;
	if (job->error)
		return;
	image_chunk_put(job->packed, payload, job->index, (uint32_t)size, job->raw_size,
			image_seed(writer->info.nonce));
	job->packed_size = (uint32_t)(size + sizeof(struct image_chunk_header));
}

static int allocate_jobs(struct image_writer *writer)
{
	size_t packed = sizeof(struct image_chunk_header) + image_chunk_bound(CHUNK_SIZE);

	writer->jobs = memory_allocate(writer->job_count * sizeof(struct chunk_job));
	if (!writer->jobs)
		return -ENOMEM;
	for (unsigned int i = 0; i < writer->job_count; i++) {
		struct chunk_job *job = &writer->jobs[i];

		job->task.run = compress_chunk;
		job->writer = writer;
		job->raw = memory_allocate(CHUNK_SIZE);
		job->packed = memory_allocate(packed);
		if (!job->raw || !job->packed)
			return -ENOMEM;
	}
	return 0;
}

/* The first use of a context allocates what all later ones of this size need. */
static int warm_contexts(struct image_writer *writer, unsigned int count)
{
	struct chunk_job *job = &writer->jobs[0];

	writer->contexts = memory_allocate(count * sizeof(void *));
	if (!writer->contexts)
		return -ENOMEM;
	for (unsigned int i = 0; i < count; i++) {
		writer->contexts[i] = ZSTD_createCCtx();
		if (!writer->contexts[i])
			return -ENOMEM;
		job->raw_size = CHUNK_SIZE;
		job->level = level_hardest(&writer->level);
		compress_chunk(&job->task, i);
		if (job->error)
			return job->error;
	}
	return 0;
}

int image_writer_init(struct image_writer *writer, struct output *output, int level,
		      unsigned int threads)
{
	int r;

	writer->output = output;
	writer->level.fixed = level;
	writer->job_count = threads + SPARE_JOBS;
	writer->info.codec = IMAGE_CODEC_ZSTD;
	writer->info.chunk_pages = CHUNK_SIZE / writer->info.page_size;
	writer->page = memory_allocate(writer->info.page_size);
	if (!writer->page)
		return -ENOMEM;
	r = pool_init(&writer->compressors, threads);
	if (r == 0)
		r = allocate_jobs(writer);
	return r < 0 ? r : warm_contexts(writer, threads);
}

/* Take the job's chunk, once compressed, into the stream. */
static int retire(struct image_writer *writer, struct chunk_job *job)
{
	double begun = machine_seconds(), waited = writer->output->seconds_waited;
	struct level_sample sample;
	int r;

	if (!job->taken)
		return 0;
	pool_wait(&writer->compressors, &job->task);
	sample.for_processors = machine_seconds() - begun;
	job->taken = 0;
	if (job->error)
		return job->error;
	writer->info.stored_bytes += job->packed_size;
	r = output_append(writer->output, job->packed, job->packed_size);
	sample.now = machine_seconds();
	sample.for_disk = writer->output->seconds_waited - waited;
	sample.written = output_seconds_writing(writer->output);
	sample.stored = writer->info.stored_bytes;
	sample.level = job->level;
	level_observe(&writer->level, &sample);
	if (writer->with_digest)
		writer->digest = checksum(job->raw, job->raw_size, writer->digest);
	return r;
}

/* Read a chunk and have it compressed. The number of pages, 0 at the end, or -errno. */
static int fill(struct image_writer *writer, struct chunk_job *job, int source)
{
	struct image_info *info = &writer->info;
	int pages = snapshot_read_pages(source, job->raw, info->chunk_pages, info->page_size);

	if (pages <= 0)
		return pages;
	if (info->image_pages == 0)
		info->restore_pages = snapshot_restore_pages(job->raw, info->page_size);
	job->index = info->chunk_count++;
	job->raw_size = (uint32_t)pages * info->page_size;
	job->level = level_now(&writer->level);
	job->taken = 1;
	info->image_pages += (uint64_t)pages;
	pool_submit(&writer->compressors, &job->task);
	return pages;
}

static int pump(struct image_writer *writer, int source, uint64_t expected_pages,
		struct progress *progress)
{
	struct image_info *info = &writer->info;
	unsigned int next = 0;
	int pages, r;

	do {
		struct chunk_job *job = &writer->jobs[next];

		next = (next + 1) % writer->job_count;
		r = retire(writer, job);
		if (r < 0)
			return r;
		pages = fill(writer, job, source);
		if (pages < 0)
			return pages;
		r = progress_step(progress, info->image_pages * info->page_size,
				  expected_pages * info->page_size);
		if (r < 0)
			return r;
	} while (pages == (int)info->chunk_pages);
	for (unsigned int i = 0; i < writer->job_count && r == 0; i++)
		r = retire(writer, &writer->jobs[(next + i) % writer->job_count]);
	return r;
}

int image_writer_write_data(struct image_writer *writer, int source, uint64_t expected_pages,
			    struct progress *progress)
{
	int r;

	pool_start(&writer->compressors);
	output_start(writer->output);
	level_begin(&writer->level, writer->level.fixed, writer->ample, 2 * writer->job_count);
	r = pump(writer, source, expected_pages, progress);
	if (r == 0)
		r = output_finish(writer->output);
	pool_stop(&writer->compressors);
	output_stop(writer->output);
	writer->info.extent_count = writer->output->count;
	return r;
}

typedef void put_page(struct image_writer *writer, uint64_t index, uint64_t next_place);

static void put_list_page(struct image_writer *writer, uint64_t index, uint64_t next_place)
{
	image_list_put(writer->page, &writer->info, index, next_place,
		       writer->output->extents);
}

static void put_guard_page(struct image_writer *writer, uint64_t index, uint64_t next_place)
{
	image_guard_put(writer->page, &writer->info, index, next_place, writer->guards);
}

/* Each page names the place of the next, which is therefore taken first. */
static int write_chain(struct image_writer *writer, uint64_t *first_place,
		       uint64_t page_count, put_page *put)
{
	int64_t place = output_take_slot(writer->output), next = 0;
	int r = 0;

	if (place < 0)
		return (int)place;
	*first_place = (uint64_t)place;
	for (uint64_t i = 0; i < page_count && r == 0; i++) {
		next = i == page_count - 1 ? 0 : output_take_slot(writer->output);
		if (next < 0)
			return (int)next;
		put(writer, i, (uint64_t)next);
		r = output_write_page(writer->output, writer->page, (uint64_t)place);
		if (r == 0)
			r = interrupt_check();
		place = next;
	}
	return r;
}

static int write_list(struct image_writer *writer)
{
	struct image_info *info = &writer->info;
	struct page_chain chain = image_list_chain(info);

	info->list_page_count = page_chain_pages(&chain);
	return write_chain(writer, &info->first_list_page, info->list_page_count,
			   put_list_page);
}

static int write_guards(struct image_writer *writer)
{
	struct image_info *info = &writer->info;
	struct page_chain chain = image_guard_chain(info);

	return info->guard_count == 0 ? 0 :
	       write_chain(writer, &info->first_guard_page, page_chain_pages(&chain),
			   put_guard_page);
}

int image_writer_write_header(struct image_writer *writer, uint64_t *header_page)
{
	int64_t place;
	int r = write_list(writer);

	if (r == 0)
		r = write_guards(writer);
	if (r < 0)
		return r;
	place = output_take_slot(writer->output);
	if (place < 0)
		return (int)place;
	*header_page = (uint64_t)place;
	memset(writer->page, 0, writer->info.page_size);
	image_header_put(writer->page, &writer->info);
	return output_write_page(writer->output, writer->page, *header_page);
}
