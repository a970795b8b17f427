// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "image/extent-list.h"
#include "suspend-writer/machine.h"
#include "suspend-writer/output.h"

#define PAGE 4096u
#define DEVICE_PAGES 4000u

/* Hands out pages from a list of runs, then is full. */
struct slots {
	const struct swap_extent *runs;
	unsigned int count, run;
	uint32_t inside;
};

static int next_slot(void *context, uint64_t *offset)
{
	struct slots *slots = context;

	if (slots->run == slots->count)
		return -ENOSPC;
	*offset = (slots->runs[slots->run].start_page + slots->inside) * PAGE;
	if (++slots->inside == slots->runs[slots->run].page_count) {
		slots->inside = 0;
		slots->run++;
	}
	return 0;
}

static int open_device(int flags)
{
	char path[] = "build/unit/output-XXXXXX";
	int fd = mkstemp(path), other = open(path, flags);

	assert_int_equal(ftruncate(fd, DEVICE_PAGES * PAGE), 0);
	unlink(path);
	close(fd);
	return other;
}

static void fill(uint8_t *data, size_t size)
{
	uint64_t random = 7;

	for (size_t i = 0; i < size; i++)
		data[i] = (uint8_t)next_random(&random);
}

static void the_stream_lies_on_the_extents(void **state)
{
	static const struct swap_extent runs[] = { { 3000, 300 }, { 10, 1 }, { 2000, 900 } };
	struct slots slots = { .runs = runs, .count = 3 };
	size_t size = 1000 * PAGE + 123, part;
	uint8_t *data = malloc(size), *back = malloc(PAGE);
	struct image_cursor cursor = { 0, 0 };
	struct output output;
	int device = open_device(O_RDWR);
	double start;

	(void)state;
	fill(data, size);
	start = machine_seconds();
	assert_int_equal(output_init(&output, device, PAGE, DEVICE_PAGES, next_slot, &slots), 0);
	output_start(&output);
	for (size_t done = 0; done < size; done += part) {
		part = size - done < 77777 ? size - done : 77777;
		assert_int_equal(output_append(&output, data + done, part), 0);
	}
	assert_int_equal(output_finish(&output), 0);
	output_stop(&output);
	assert_true(output_seconds_writing(&output) > 0);
	assert_true(output_seconds_writing(&output) <= machine_seconds() - start);
	assert_int_equal(output.pages, 1001);
	assert_int_equal(output.count, 3);
	for (size_t at = 0; at < size; at += PAGE) {
		uint64_t place;

		image_stream_run(output.extents, PAGE, &cursor, at, &place);
		assert_int_equal(pread(device, back, PAGE, (off_t)place), PAGE);
		part = size - at < PAGE ? size - at : PAGE;
		assert_memory_equal(back, data + at, part);
		for (; part < PAGE; part++)
			assert_int_equal(back[part], 0);
	}
	free(data);
	free(back);
	close(device);
}

/* What append and finish come to for a stream of so many pages. */
static int write_pages(struct output *output, unsigned int pages)
{
	uint8_t *page = calloc(1, PAGE);
	int r = 0, finish;

	output_start(output);
	for (unsigned int i = 0; i < pages && r == 0; i++)
		r = output_append(output, page, PAGE);
	finish = r ? 0 : output_finish(output);
	output_stop(output);
	free(page);
	return r ? r : finish;
}

static void a_full_area_is_told(void **state)
{
	static const struct swap_extent runs[] = { { 1, 600 } };
	struct slots slots = { .runs = runs, .count = 1 };
	struct output output;
	int device = open_device(O_RDWR);

	(void)state;
	assert_int_equal(output_init(&output, device, PAGE, DEVICE_PAGES, next_slot, &slots), 0);
	assert_int_equal(write_pages(&output, 601), -ENOSPC);
	close(device);
}

static void a_failed_write_is_told(void **state)
{
	static const struct swap_extent runs[] = { { 1, 3000 } };
	struct slots slots = { .runs = runs, .count = 1 };
	struct output output;
	int device = open_device(O_RDONLY);

	(void)state;
	assert_int_equal(output_init(&output, device, PAGE, DEVICE_PAGES, next_slot, &slots), 0);
	assert_int_equal(write_pages(&output, 2900), -EBADF);
	slots.run = slots.inside = 0;
	assert_int_equal(output_init(&output, device, PAGE, DEVICE_PAGES, next_slot, &slots), 0);
	assert_int_equal(write_pages(&output, 2), -EBADF);
	close(device);
}

static void too_many_extents_are_told(void **state)
{
	static const struct swap_extent runs[] = { { 1, 1 }, { 3, 1 }, { 5, 1 }, { 7, 1 } };
	struct slots slots = { .runs = runs, .count = 4 };
	struct output output;
	int device = open_device(O_RDWR);

	(void)state;
	assert_int_equal(output_init(&output, device, PAGE, 3, next_slot, &slots), 0);
	assert_int_equal(write_pages(&output, 4), -EFBIG);
	close(device);
}

static int slow_slot(void *context, uint64_t *offset)
{
	usleep(1000);
	return next_slot(context, offset);
}

/* The kernel's time for its slots, which is none of the disk's. */
static void slots_are_not_waited_for(void **state)
{
	static const struct swap_extent runs[] = { { 1, 300 } };
	struct slots slots = { .runs = runs, .count = 1 };
	int device = open_device(O_RDWR);
	struct output output;
	double waited;

	(void)state;
	assert_int_equal(output_init(&output, device, PAGE, DEVICE_PAGES, slow_slot, &slots), 0);
	output_start(&output);
	for (unsigned int i = 0; i < 300; i++)
		assert_int_equal(output_append(&output, (uint8_t[PAGE]){ 0 }, PAGE), 0);
	waited = output.seconds_waited;
	assert_int_equal(output_finish(&output), 0);
	output_stop(&output);
	assert_true(waited < 0.1);
	close(device);
}

static void rest(struct task *task, unsigned int worker)
{
	(void)task;
	(void)worker;
	sleep(1);
}

/* With all threads at rest for a second it is a disk that does not write. */
static void a_disk_is_waited_for(void **state)
{
	static const struct swap_extent runs[] = { { 1, 2000 } };
	struct slots slots = { .runs = runs, .count = 1 };
	struct task rests[4] = { { .run = rest }, { .run = rest }, { .run = rest }, { .run = rest } };
	int device = open_device(O_RDWR);
	struct output output;
	double waited;

	(void)state;
	assert_int_equal(output_init(&output, device, PAGE, DEVICE_PAGES, next_slot, &slots), 0);
	assert_int_equal(output.writers.capacity, ARRAY_SIZE(rests));
	output_start(&output);
	for (unsigned int i = 0; i < ARRAY_SIZE(rests); i++)
		pool_submit(&output.writers, &rests[i]);
	for (unsigned int i = 0; i < 2000; i++)
		assert_int_equal(output_append(&output, (uint8_t[PAGE]){ 0 }, PAGE), 0);
	waited = output.seconds_waited;
	assert_int_equal(output_finish(&output), 0);
	output_stop(&output);
	assert_true(waited > 0.02);
	close(device);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_stream_lies_on_the_extents),
		cmocka_unit_test(a_full_area_is_told),
		cmocka_unit_test(a_failed_write_is_told),
		cmocka_unit_test(too_many_extents_are_told),
		cmocka_unit_test(slots_are_not_waited_for),
		cmocka_unit_test(a_disk_is_waited_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
