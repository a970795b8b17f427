// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "suspend-writer/image-writer.h"
#include "suspend-writer/verify.h"

#define PAGE 4096u
#define PAGES 400u
#define DEVICE_PAGES 2000u

/* The writer allocates once and for its whole life, where the leak checker cannot see. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "detect_leaks=0";
}

static int open_file(unsigned int pages)
{
	char path[] = "build/unit/verify-XXXXXX";
	int fd = mkstemp(path);

	unlink(path);
	assert_int_equal(ftruncate(fd, (off_t)pages * PAGE), 0);
	return fd;
}

static int next_slot(void *context, uint64_t *offset)
{
	uint64_t *next = context;

	*offset = *next * PAGE;
	*next += 2;
	return 0;
}

/* More than one page of them. */
static const struct image_guard guards[40];

struct written {
	struct output output;
	struct image_writer writer;
	uint64_t slot, header_page;
	int device;
};

static void write_image(struct written *written)
{
	struct progress progress;
	int source = open_file(PAGES);
	uint64_t random = 3;

	for (unsigned int i = 0; i < PAGES * PAGE / 8; i += 3) {
		uint64_t value = next_random(&random);

		assert_int_equal(pwrite(source, &value, 8, i * 8), 8);
	}
	memset(written, 0, sizeof(*written));
	written->slot = 1;
	written->device = open_file(DEVICE_PAGES);
	written->writer.info.page_size = PAGE;
	written->writer.info.device_pages = DEVICE_PAGES;
	written->writer.with_digest = 1;
	written->writer.guards = guards;
	written->writer.info.guard_count = sizeof(guards) / sizeof(guards[0]);
	assert_int_equal(output_init(&written->output, written->device, PAGE, DEVICE_PAGES,
				     next_slot, &written->slot), 0);
	assert_int_equal(image_writer_init(&written->writer, &written->output, -1, 2), 0);
	progress_begin(&progress, "testing");
	assert_int_equal(image_writer_write_data(&written->writer, source, PAGES, &progress), 0);
	written->writer.info.restore_pages = 2 * PAGES;
	assert_int_equal(image_writer_write_header(&written->writer, &written->header_page), 0);
	close(source);
}

static int verify_quietly(struct written *written)
{
	struct verifier verifier;
	struct progress progress;
	int saved = dup(STDERR_FILENO), null = open("/dev/null", O_WRONLY), r;

	assert_int_equal(verifier_init(&verifier, written->output.max), 0);
	progress_begin(&progress, "testing");
	dup2(null, STDERR_FILENO);
	r = verify(&verifier, &written->writer, written->header_page, &progress);
	dup2(saved, STDERR_FILENO);
	close(saved);
	close(null);
	return r;
}

static void an_intact_image_passes(void **state)
{
	struct written written;

	(void)state;
	write_image(&written);
	assert_int_equal(verify_quietly(&written), 0);
	close(written.device);
}

static void flip(int device, uint64_t offset)
{
	char byte;

	assert_int_equal(pread(device, &byte, 1, (off_t)offset), 1);
	byte ^= 1;
	assert_int_equal(pwrite(device, &byte, 1, (off_t)offset), 1);
}

/* Each page that was written, damaged in turn; the last data page ends in padding. */
static void every_damaged_page_is_noticed(void **state)
{
	struct written written;

	(void)state;
	write_image(&written);
	for (uint64_t page = 1; page < written.slot; page += 2) {
		flip(written.device, page * PAGE);
		if (verify_quietly(&written) == 0)
			fail_msg("page %llu", (unsigned long long)page);
		flip(written.device, page * PAGE);
	}
	assert_int_equal(verify_quietly(&written), 0);
	close(written.device);
}

static void other_pages_than_the_snapshots_are_noticed(void **state)
{
	struct written written;

	(void)state;
	write_image(&written);
	written.writer.digest ^= 1;
	assert_int_equal(verify_quietly(&written), -1);
	close(written.device);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_intact_image_passes),
		cmocka_unit_test(every_damaged_page_is_noticed),
		cmocka_unit_test(other_pages_than_the_snapshots_are_noticed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
