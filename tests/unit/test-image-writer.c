// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <unistd.h>

#include "suspend-writer/image-writer.h"

#define PAGE 4096u
#define PAGES 5120u /* of which those count that come after the first 8 MiB: level.c */

/* The writer allocates once and for its whole life, where the leak checker cannot see. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "detect_leaks=0";
}

static int open_file(void)
{
	char path[] = "build/unit/image-writer-XXXXXX";
	int fd = mkstemp(path);

	unlink(path);
	return fd;
}

/* Pages that do not compress: what is stored is as large. */
static int open_source(void)
{
	uint64_t random = 11, page[PAGE / sizeof(uint64_t)];
	int source = open_file();

	for (unsigned int i = 0; i < PAGES; i++) {
		for (unsigned int j = 0; j < ARRAY_SIZE(page); j++)
			page[j] = next_random(&random);
		assert_int_equal(write(source, page, PAGE), PAGE);
	}
	assert_int_equal(lseek(source, 0, SEEK_SET), 0);
	return source;
}

/* Takes its time, as the kernel may. */
static int slow_slot(void *context, uint64_t *offset)
{
	uint64_t *next = context;

	usleep(100);
	*offset = (*next)++ * PAGE;
	return 0;
}

/* Of all that the save waits for nothing is the disk's: no reason to compress harder. */
static void slow_slots_are_no_slow_disk(void **state)
{
	struct image_writer writer = { .info = { .page_size = PAGE, .device_pages = 2 * PAGES } };
	int source = open_source(), device = open_file();
	struct progress progress;
	struct output output;
	uint64_t slot = 1;

	(void)state;
	assert_int_equal(output_init(&output, device, PAGE, 2 * PAGES, slow_slot, &slot), 0);
	assert_int_equal(image_writer_init(&writer, &output, LEVEL_ADAPTIVE, 1), 0);
	progress_begin(&progress, "testing");
	assert_int_equal(image_writer_write_data(&writer, source, PAGES, &progress), 0);
	assert_true(level_now(&writer.level) <= -1);
	close(source);
	close(device);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slow_slots_are_no_slow_disk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
