// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Readers fill the segments of a ring with the data stream, the main process finds the
 * chunks in it, decoders check and decompress each into a slot, and the main process
 * hands full slots on in order:
 *
 *   device -> readers -> ring of segments -> decoders -> slots -> page sink
 *
 * Ring and slots are shared memory; what passes through pipes is numbers.
 */
#include "loader/load.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <zstd.h>

#include "image/chunk.h"
#include "loader/log.h"
#include "loader/worker.h"

#define SEGMENT_SIZE (1024u * 1024)
#define SEGMENTS_MIN (LOAD_READ_AHEAD_MIN / SEGMENT_SIZE)
#define SEGMENTS_MAX (LOAD_READ_AHEAD_MAX / SEGMENT_SIZE)
/* Of what would be left over, for a larger ring. */
#define READ_AHEAD_PART 4
#define SLOTS_SIZE (8u * 1024 * 1024)
#define SLOTS_MAX 64u
/* Several reads in flight keep a device busy that takes a while to answer each. */
#define READERS 3u
#define NO_PROGRESS_LIMIT_MS (180u * 1000)

enum { READ, DECODE };

struct job {
	struct image_chunk chunk;
	uint64_t position; /* of the payload, in the stream */
	int done;          /* the main process's own */
};

struct load {
	const struct image *image;
	struct workers workers;
	struct image_cursor cursor; /* a reader's own */
	ZSTD_DCtx *decoder;          /* a decoder's own */
	uint8_t *bounce;             /* a decoder's own, for payloads across the ring's end */
	uint8_t *ring;
	uint64_t ring_size;
	uint8_t *slots;
	struct job *jobs;            /* shared, slot_count of them */
	uint32_t slot_size;
	uint32_t slot_count;
	uint64_t stream_size;        /* whole pages */
	uint64_t segment_count;
	uint64_t segments_asked;
	uint64_t segments_read;      /* all before this one are in the ring */
	uint32_t segments;           /* of the ring */
	uint8_t segment_done[SEGMENTS_MAX];
	uint64_t parsed;             /* byte of the stream where the next chunk begins */
	uint64_t retired;            /* stream bytes whose pages were handed on */
	uint64_t next_chunk;         /* to be parsed */
	uint64_t next_out;           /* chunk to be handed on */
	uint64_t pages_out;
};

static unsigned int processors(void)
{
	unsigned long mask[16] = { 0 };
	unsigned int count = 0;

	if (sched_getaffinity(0, sizeof(mask), (void *)mask) < 0)
		return 1;
	for (size_t i = 0; i < sizeof(mask) / sizeof(mask[0]); i++)
		count += (unsigned int)__builtin_popcountl(mask[i]);
	return count ? count : 1;
}

/* Reader: request is the number of a segment of the stream. */
static int read_segment(void *context, uint32_t segment)
{
	struct load *load = context;
	uint64_t position = (uint64_t)segment * SEGMENT_SIZE;
	uint64_t size = load->stream_size - position;

	if (size > SEGMENT_SIZE)
		size = SEGMENT_SIZE;
	return image_read_stream(load->image, &load->cursor, load->ring + position % load->ring_size,
				 (size_t)size, position);
}

static void ring_copy(const struct load *load, void *to, uint64_t position, size_t size)
{
	size_t start = (size_t)(position % load->ring_size);
	size_t first = (size_t)load->ring_size - start;

	if (first > size)
		first = size;
	memcpy(to, load->ring + start, first);
	memcpy((uint8_t *)to + first, load->ring, size - first);
}

static const uint8_t *payload_of(const struct load *load, const struct job *job)
{
	uint64_t start = job->position % load->ring_size;

	if (start + job->chunk.stored_size <= load->ring_size)
		return load->ring + start;
	ring_copy(load, load->bounce, job->position, job->chunk.stored_size);
	return load->bounce;
}

/* Decoder: request is the number of a slot. */
static int decode_job(void *context, uint32_t slot)
{
	struct load *load = context;
	const struct job *job = &load->jobs[slot];
	const uint8_t *payload = payload_of(load, job);
	enum image_error error = image_chunk_check(&job->chunk, payload,
						   image_seed(load->image->info.nonce));
	size_t size;

	if (error)
		return (int)error;
	size = ZSTD_decompressDCtx(load->decoder, load->slots + (size_t)slot * load->slot_size,
				   job->chunk.raw_size, payload, job->chunk.stored_size);
	return size == job->chunk.raw_size ? IMAGE_OK : (int)IMAGE_CHUNK_UNDECODABLE;
}

uint64_t load_read_ahead(uint64_t available, uint64_t needed)
{
	uint64_t left_over = available > needed ? available - needed : 0;

	return LOAD_READ_AHEAD_MIN + left_over / READ_AHEAD_PART;
}

static uint32_t ring_segments(uint64_t read_ahead)
{
	if (read_ahead < LOAD_READ_AHEAD_MIN)
		return SEGMENTS_MIN;
	return read_ahead < LOAD_READ_AHEAD_MAX ? (uint32_t)(read_ahead / SEGMENT_SIZE) :
						  SEGMENTS_MAX;
}

static void set_sizes(struct load *load, const struct image *image, uint64_t read_ahead)
{
	const struct image_info *info = &image->info;

	load->segments = ring_segments(read_ahead);
	load->ring_size = (uint64_t)load->segments * SEGMENT_SIZE;
	load->stream_size = image_data_pages(info) * info->page_size;
	load->segment_count = (load->stream_size - 1) / SEGMENT_SIZE + 1;
	load->slot_size = info->chunk_pages * info->page_size;
	load->slot_count = SLOTS_SIZE / load->slot_size;
	if (load->slot_count > SLOTS_MAX)
		load->slot_count = SLOTS_MAX;
}

static int allocate(struct load *load)
{
	load->ring = pages_allocate((size_t)load->ring_size);
	load->slots = pages_allocate((size_t)load->slot_count * load->slot_size);
	load->jobs = pages_allocate(load->slot_count * sizeof(struct job));
	load->bounce = malloc(image_chunk_bound(load->slot_size));
	load->decoder = ZSTD_createDCtx();
	return load->ring && load->slots && load->jobs && load->bounce && load->decoder ?
		       0 : -ENOMEM;
}

static const char *ask_for_segments(struct load *load)
{
	while (load->segments_asked < load->segment_count &&
	       load->segments_asked < load->retired / SEGMENT_SIZE + load->segments) {
		int r = workers_request(&load->workers, READ, (uint32_t)load->segments_asked);

		if (r < 0)
			return failure("request to a reader", r);
		load->segment_done[load->segments_asked++ % load->segments] = 0;
	}
	return NULL;
}

const char *load_start(struct load **out, const struct image *image, uint64_t read_ahead)
{
	static struct load load; /* one image at a time; copied by every fork */
	int r;

	memset(&load, 0, sizeof(load));
	load.image = image;
	*out = &load;
	r = workers_init(&load.workers);
	if (r < 0)
		return failure("pipe of the workers", r);
	set_sizes(&load, image, read_ahead);
	r = allocate(&load);
	if (r < 0)
		return failure("memory for loading", r);
	r = workers_start(&load.workers, READ, READERS, read_segment, &load);
	if (r == 0)
		r = workers_start(&load.workers, DECODE, processors(), decode_job, &load);
	return r < 0 ? failure("starting the workers", r) : ask_for_segments(&load);
}

static int stream_has(const struct load *load, uint64_t end)
{
	return end <= load->segments_read * SEGMENT_SIZE;
}

/* Whole chunks in the ring go to the decoders while slots are free. */
static const char *ask_for_chunks(struct load *load)
{
	const struct image_info *info = &load->image->info;

	while (load->next_chunk < info->chunk_count &&
	       load->next_chunk < load->next_out + load->slot_count) {
		uint32_t slot = (uint32_t)(load->next_chunk % load->slot_count);
		struct job *job = &load->jobs[slot];
		struct image_chunk_header header;
		uint64_t payload = load->parsed + sizeof(header), end;
		int r;

		if (payload > info->stored_bytes)
			return image_error_text(IMAGE_CHUNK_INVALID);
		if (!stream_has(load, payload) && load->segments_read < load->segment_count)
			return NULL;
		ring_copy(load, &header, load->parsed, sizeof(header));
		if (image_chunk_get(&header, info, load->next_chunk, &job->chunk))
			return image_error_text(IMAGE_CHUNK_INVALID);
		end = payload + job->chunk.stored_size;
		if (end > info->stored_bytes)
			return image_error_text(IMAGE_CHUNK_INVALID);
		if (!stream_has(load, end) && load->segments_read < load->segment_count)
			return NULL;
		job->position = payload;
		job->done = 0;
		r = workers_request(&load->workers, DECODE, slot);
		if (r < 0)
			return failure("request to a decoder", r);
		load->parsed = end;
		load->next_chunk++;
	}
	return NULL;
}

/* Slots in a row hold pages in a row: hand on as many as are ready. */
static const char *hand_on(struct load *load, page_sink *sink, void *context)
{
	const struct image_info *info = &load->image->info;
	uint32_t first = (uint32_t)(load->next_out % load->slot_count), slot = first;
	uint64_t bytes = 0;
	const char *reason;

	while (load->next_out < load->next_chunk && slot < load->slot_count &&
	       load->jobs[slot].done) {
		const struct job *job = &load->jobs[slot++];

		bytes += job->chunk.raw_size;
		load->retired = job->position + job->chunk.stored_size;
		load->next_out++;
	}
	if (bytes == 0)
		return NULL;
	reason = sink(context, load->slots + (size_t)first * load->slot_size,
		      (unsigned int)(bytes / info->page_size));
	load->pages_out += bytes / info->page_size;
	log_progress(load->pages_out * info->page_size, info->image_pages * info->page_size);
	return reason;
}

static const char *take_answer(struct load *load, const struct worker_answer *answer)
{
	if (answer->kind == DECODE) {
		load->jobs[answer->request].done = 1;
		return answer->status ? image_error_text((enum image_error)answer->status) :
					NULL;
	}
	load->segment_done[answer->request % load->segments] = 1;
	while (load->segments_read < load->segments_asked &&
	       load->segment_done[load->segments_read % load->segments])
		load->segments_read++;
	return answer->status < 0 ? failure("reading the image", answer->status) : NULL;
}

static const char *wait_for_answer(struct load *load)
{
	struct worker_answer answer;
	int r = workers_wait(&load->workers, &answer, NO_PROGRESS_LIMIT_MS);

	if (r == 0)
		return "the device does not answer";
	if (r == -ECHILD)
		return "a worker process of the loader died";
	return r < 0 ? failure("waiting for the workers", r) : take_answer(load, &answer);
}

const char *load_run(struct load *load, page_sink *sink, void *context)
{
	const struct image_info *info = &load->image->info;
	const char *reason = NULL;

	while (!reason && load->next_out < info->chunk_count) {
		uint64_t before = load->next_out;

		reason = ask_for_segments(load);
		if (!reason)
			reason = ask_for_chunks(load);
		if (!reason)
			reason = hand_on(load, sink, context);
		if (!reason && load->next_out == before)
			reason = wait_for_answer(load);
	}
	if (!reason && load->retired != info->stored_bytes)
		reason = image_error_text(IMAGE_CHUNK_INVALID);
	return reason;
}

void load_stop(struct load *load)
{
	int complete = load->next_out == load->image->info.chunk_count;

	workers_stop(&load->workers, !complete);
	if (load->ring)
		munmap(load->ring, (size_t)load->ring_size);
	if (load->slots)
		munmap(load->slots, (size_t)load->slot_count * load->slot_size);
	if (load->jobs)
		munmap(load->jobs, load->slot_count * sizeof(struct job));
	free(load->bounce);
	ZSTD_freeDCtx(load->decoder);
}
