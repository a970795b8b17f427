// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/verify.h"

#include <errno.h>
#include <string.h>

#include <zstd.h>

#include "image/checksum.h"
#include "image/chunk.h"
#include "image/extent-list.h"
#include "image/guard.h"
#include "kernel/block-device.h"
#include "suspend-writer/interrupt.h"
#include "suspend-writer/log.h"
#include "suspend-writer/memory.h"

#define WINDOW_SIZE (4u * 1024 * 1024)

/* A piece of the data stream in memory, in whole pages. */
struct window {
	struct verifier *verifier;
	const struct image_writer *writer;
	struct image_cursor cursor;
	uint64_t start, end; /* bytes of the stream */
};

int verifier_init(struct verifier *verifier, uint32_t extents)
{
	size_t size;

	verifier->window = memory_allocate(WINDOW_SIZE);
	verifier->pages = memory_allocate(IMAGE_CHUNK_BYTES_MAX);
	verifier->extents = memory_allocate(extents * sizeof(struct swap_extent));
	verifier->decoder = ZSTD_createDCtx();
	if (!verifier->window || !verifier->pages || !verifier->extents || !verifier->decoder)
		return -ENOMEM;
	/* Touch what the decoder needs. */
	size = ZSTD_compress(verifier->window, WINDOW_SIZE, verifier->pages, 4096, 1);
	size = ZSTD_decompressDCtx(verifier->decoder, verifier->pages, 4096,
				   verifier->window, size);
	return size == 4096 ? 0 : -EIO;
}

/* Keep what lies behind position, rounded down to a page, and fill up from the device. */
static int window_move(struct window *window, uint64_t position)
{
	const struct output *output = window->writer->output;
	uint64_t stream_end = output->pages * output->page_size;
	uint64_t start = position / output->page_size * output->page_size;
	uint8_t *data = window->verifier->window;

	memmove(data, data + (start - window->start), (size_t)(window->end - start));
	window->start = start;
	while (window->end < stream_end && window->end - window->start < WINDOW_SIZE) {
		uint64_t place, run = image_stream_run(output->extents, output->page_size,
						       &window->cursor, window->end, &place);
		uint64_t room = WINDOW_SIZE - (window->end - window->start);
		int r;

		run = run < room ? run : room;
		r = block_device_read(output->device, data + (window->end - window->start),
				      (size_t)run, place);
		if (r < 0)
			return log_failure("reading back", r);
		window->end += run;
	}
	return 0;
}

static int verify_chunk(struct window *window, uint64_t index, uint64_t *position,
			uint64_t *digest)
{
	const struct image_info *info = &window->writer->info;
	struct verifier *verifier = window->verifier;
	const uint8_t *header = verifier->window + (*position - window->start);
	const uint8_t *payload = header + sizeof(struct image_chunk_header);
	struct image_chunk chunk;
	enum image_error error = image_chunk_get(header, info, index, &chunk);

	if (error == IMAGE_OK)
		error = image_chunk_check(&chunk, payload, image_seed(info->nonce));
	if (error == IMAGE_OK &&
	    ZSTD_decompressDCtx(verifier->decoder, verifier->pages, IMAGE_CHUNK_BYTES_MAX,
				payload, chunk.stored_size) != chunk.raw_size)
		error = IMAGE_CHUNK_UNDECODABLE;
	if (error) {
		log_error("read back from the disk: %s", image_error_text(error));
		return -1;
	}
	*digest = checksum(verifier->pages, chunk.raw_size, *digest);
	*position += sizeof(struct image_chunk_header) + chunk.stored_size;
	return 0;
}

static int verify_data(struct verifier *verifier, const struct image_writer *writer,
		       struct progress *progress)
{
	const struct image_info *info = &writer->info;
	struct window window = { .verifier = verifier, .writer = writer };
	size_t reach = sizeof(struct image_chunk_header) +
		       image_chunk_bound(IMAGE_CHUNK_BYTES_MAX);
	uint64_t position = 0, digest = 0;

	for (uint64_t i = 0; i < info->chunk_count; i++) {
		if (position + reach > window.end && window_move(&window, position))
			return -1;
		if (verify_chunk(&window, i, &position, &digest))
			return -1;
		if (progress_step(progress, (i + 1) * info->chunk_pages * info->page_size,
				  info->chunk_count * info->chunk_pages * info->page_size) < 0)
			return interrupt_say();
	}
	if (digest == writer->digest && position == info->stored_bytes)
		return 0;
	log_error("read back from the disk: the pages are not those of the snapshot");
	return -1;
}

static int read_page(struct verifier *verifier, const struct output *output, uint64_t page)
{
	int r = block_device_read(output->device, verifier->window, output->page_size,
				  page * output->page_size);

	return r < 0 ? log_failure("reading back", r) : 0;
}

static int same_extents(const struct swap_extent *a, const struct swap_extent *b, uint64_t n)
{
	for (uint64_t i = 0; i < n; i++)
		if (a[i].start_page != b[i].start_page || a[i].page_count != b[i].page_count)
			return 0;
	return 1;
}

static int verify_list(struct verifier *verifier, const struct image_writer *writer)
{
	const struct image_info *info = &writer->info;
	uint64_t next = info->first_list_page;

	for (uint64_t i = 0; i < info->list_page_count; i++) {
		enum image_error error;

		if (read_page(verifier, writer->output, next))
			return -1;
		error = image_list_get(verifier->window, info, i, verifier->extents, &next);
		if (error) {
			log_error("read back from the disk: %s", image_error_text(error));
			return -1;
		}
	}
	if (same_extents(verifier->extents, writer->output->extents, info->extent_count))
		return 0;
	log_error("read back from the disk: the extent list is another one");
	return -1;
}

/* The checksum of each page is of this image, and of the page's number. */
static int verify_guards(struct verifier *verifier, const struct image_writer *writer)
{
	const struct image_info *info = &writer->info;
	struct page_chain chain = image_guard_chain(info);
	uint64_t next = info->first_guard_page;

	for (uint64_t i = 0; info->guard_count && i < page_chain_pages(&chain); i++) {
		enum image_error error;
		const void *records;

		if (read_page(verifier, writer->output, next))
			return -1;
		error = page_chain_get(&chain, verifier->window, i, &records, &next);
		if (error) {
			log_error("read back from the disk: guards: %s", image_error_text(error));
			return -1;
		}
	}
	return 0;
}

/* writer->page still holds the header as it was written. */
static int verify_header(struct verifier *verifier, const struct image_writer *writer,
			 uint64_t header_page)
{
	if (read_page(verifier, writer->output, header_page))
		return -1;
	if (!memcmp(verifier->window, writer->page, writer->info.page_size))
		return 0;
	log_error("read back from the disk: the image header is another one");
	return -1;
}

int verify(struct verifier *verifier, struct image_writer *writer, uint64_t header_page,
	   struct progress *progress)
{
	if (verify_header(verifier, writer, header_page) || verify_list(verifier, writer) ||
	    verify_guards(verifier, writer))
		return -1;
	return verify_data(verifier, writer, progress);
}
