// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Make an image with the writer's code, from a file of pages onto a file that stands for
 * the device: make-image PAGES DEVICE OFFSET RUN [NONCE GUARDS [LEVEL THREADS]]. The device file has its
 * size and a swap header at page OFFSET. Slots come in runs of RUN pages with a gap of one
 * page between, the later runs of each pair first; RUN 0: all in one. NONCE is a byte in
 * hexadecimal, of which the nonce consists; GUARDS is how many of them there are; LEVEL may be auto. With LEVEL no
 * digest is made, as in a save that is not a rehearsal.
 * Where STORED_BYTES is a file's name, that file gets another line: of the bytes that are stored.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "image/mark.h"
#include "kernel/block-device.h"
#include "kernel/swap-header.h"
#include "suspend-writer/image-writer.h"
#include "suspend-writer/memory.h"

/* The writer allocates once and for its whole life, where the leak checker cannot see. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "detect_leaks=0";
}

struct slots {
	uint64_t first, run, given, end;
};

static int next_slot(void *context, uint64_t *offset)
{
	struct slots *slots = context;
	uint64_t n = slots->given++, page = n;

	if (slots->run) {
		uint64_t run = n / slots->run;

		page = (run ^ 1) * (slots->run + 1) + n % slots->run;
	}
	*offset = (slots->first + page) * (uint64_t)getpagesize();
	return slots->first + page < slots->end ? 0 : -28 /* ENOSPC */;
}

/* Guards of no device in particular. */
static const struct image_guard *make_guards(size_t count)
{
	struct image_guard *guards = calloc(count + 1, sizeof(*guards));

	for (size_t i = 0; guards && i < count; i++) {
		guards[i].device_sectors = 1 << 20;
		guards[i].offset = i * 4096;
		guards[i].size = 4096;
		snprintf(guards[i].place, sizeof(guards[i].place), "/srv/%zu", i);
	}
	return guards;
}

static int level(const char *text)
{
	return strcmp(text, "auto") ? atoi(text) : LEVEL_ADAPTIVE;
}

static int fail(const char *what, int error)
{
	fprintf(stderr, "make-image: %s: %s\n", what, strerror(-error));
	return 1;
}

static int note_stored_bytes(const char *path, uint64_t bytes)
{
	FILE *file = path ? fopen(path, "a") : NULL;

	if (!file)
		return path ? fail(path, -errno) : 0;
	fprintf(file, "%llu\n", (unsigned long long)bytes);
	return fclose(file) ? fail(path, -errno) : 0;
}

int main(int argc, char **argv)
{
	size_t page_size = (size_t)getpagesize();
	void *header = memory_allocate(page_size);
	struct image_writer writer = { .with_digest = argc <= 7, .ample = 1 };
	struct image_mark_info mark = { 0 };
	struct output output;
	struct progress progress;
	struct slots slots;
	struct stat pages;
	uint64_t size = 0, offset;
	int device, r;

	if ((argc != 5 && argc != 7 && argc != 9) || !freopen(argv[1], "r", stdin) || fstat(0, &pages) < 0)
		return fprintf(stderr, "make-image PAGES DEVICE OFFSET RUN [NONCE GUARDS [LEVEL THREADS]]\n"), 2;
	offset = strtoull(argv[3], NULL, 10);
	device = block_device_open(argv[2], 1);
	if (device < 0)
		return fail(argv[2], device);
	r = block_device_size(device, &size);
	if (r == 0)
		r = block_device_read(device, header, page_size, offset * page_size);
	if (r < 0)
		return fail(argv[2], r);
	slots = (struct slots){ offset + 1, strtoull(argv[4], NULL, 10), 0, size / page_size };
	writer.info.page_size = (uint32_t)page_size;
	writer.info.architecture = image_native_architecture();
	writer.info.swap_header_page = offset;
	writer.info.device_pages = size / page_size;
	memset(writer.info.nonce, argc > 5 ? (int)strtoul(argv[5], NULL, 16) : 0x5a,
	       sizeof(writer.info.nonce));
	writer.info.guard_count = argc > 6 ? strtoull(argv[6], NULL, 10) : 0;
	writer.guards = make_guards((size_t)writer.info.guard_count);
	memcpy(writer.info.swap_uuid, swap_header_uuid(header), 16);
	r = output_init(&output, device, page_size, size / page_size, next_slot, &slots);
	if (r == 0)
		r = image_writer_init(&writer, &output, argc > 7 ? level(argv[7]) : -1,
				      argc > 8 ? (unsigned int)atoi(argv[8]) : 2);
	progress_begin(&progress, "making");
	if (r == 0)
		r = image_writer_write_data(&writer, 0, (uint64_t)pages.st_size / page_size,
					    &progress);
	/* The first page is no struct swsusp_info. */
	writer.info.restore_pages = 2 * writer.info.image_pages;
	if (r == 0)
		r = image_writer_write_header(&writer, &mark.header_page);
	if (r < 0)
		return fail("writing", r);
	memcpy(mark.nonce, writer.info.nonce, sizeof(mark.nonce));
	swap_header_set_suspended(header, page_size);
	image_mark_put(header, page_size, &mark);
	r = block_device_write(device, header, page_size, offset * page_size);
	if (r < 0)
		return fail("marking", r);
	printf("complete: %llu pages, %llu chunks, %llu extents, digest %016llx\n",
	       (unsigned long long)writer.info.image_pages,
	       (unsigned long long)writer.info.chunk_count,
	       (unsigned long long)writer.info.extent_count,
	       (unsigned long long)writer.digest);
	return note_stored_bytes(getenv("STORED_BYTES"), writer.info.stored_bytes);
}
