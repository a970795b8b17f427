// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/output.h"

#include <errno.h>
#include <string.h>

#include "image/format.h"
#include "kernel/block-device.h"
#include "suspend-writer/interrupt.h"
#include "suspend-writer/machine.h"
#include "suspend-writer/memory.h"

#define BUFFER_SIZE (512u * 1024)
#define BUFFERS 8u
/* Writes in flight: a device that takes a while to answer each stays busy. */
#define WRITERS 4u
#define RUNS_MAX (BUFFER_SIZE / 4096)

struct output_buffer {
	struct task task; /* first: a task is its buffer */
	struct output *output;
	uint8_t *data;
	size_t fill;
	struct swap_extent runs[RUNS_MAX];
	unsigned int run_count;
	int error;
};

static void begin_write(struct output *output)
{
	pthread_mutex_lock(&output->lock);
	if (output->writing++ == 0)
		output->writing_since = machine_seconds();
	pthread_mutex_unlock(&output->lock);
}

static void end_write(struct output *output)
{
	pthread_mutex_lock(&output->lock);
	if (--output->writing == 0)
		output->seconds_writing += machine_seconds() - output->writing_since;
	pthread_mutex_unlock(&output->lock);
}

double output_seconds_writing(struct output *output)
{
	double seconds;

	pthread_mutex_lock(&output->lock);
	seconds = output->seconds_writing;
	if (output->writing)
		seconds += machine_seconds() - output->writing_since;
	pthread_mutex_unlock(&output->lock);
	return seconds;
}

static void write_buffer(struct task *task, unsigned int worker)
{
	struct output_buffer *buffer = (struct output_buffer *)task;
	size_t page_size = buffer->output->page_size;
	const uint8_t *data = buffer->data;

	(void)worker;
	begin_write(buffer->output);
	for (unsigned int i = 0; i < buffer->run_count && buffer->error == 0; i++) {
		size_t size = buffer->runs[i].page_count * page_size;

		buffer->error = block_device_write(buffer->output->device, data, size,
						   buffer->runs[i].start_page * page_size);
		data += size;
	}
	end_write(buffer->output);
}

static int allocate(struct output *output, uint64_t pages_max)
{
	output->max = pages_max < IMAGE_EXTENTS_MAX ? (uint32_t)pages_max : IMAGE_EXTENTS_MAX;
	output->extents = memory_allocate(output->max * sizeof(struct swap_extent));
	output->buffers = memory_allocate(BUFFERS * sizeof(struct output_buffer));
	if (!output->extents || !output->buffers)
		return -ENOMEM;
	for (unsigned int i = 0; i < BUFFERS; i++) {
		output->buffers[i].task.run = write_buffer;
		output->buffers[i].output = output;
		output->buffers[i].data = memory_allocate(BUFFER_SIZE);
		if (!output->buffers[i].data)
			return -ENOMEM;
	}
	return pool_init(&output->writers, WRITERS);
}

int output_init(struct output *output, int device, size_t page_size, uint64_t pages_max,
		slot_source *next_slot, void *slot_context)
{
	memset(output, 0, sizeof(*output));
	output->device = device;
	output->page_size = page_size;
	output->next_slot = next_slot;
	output->slot_context = slot_context;
	pthread_mutex_init(&output->lock, NULL);
	return allocate(output, pages_max);
}

void output_start(struct output *output)
{
	pool_start(&output->writers);
}

int64_t output_take_slot(struct output *output)
{
	uint64_t offset = 0;
	int r = output->next_slot(output->slot_context, &offset);

	return r < 0 ? r : (int64_t)(offset / output->page_size);
}

/* Append a page to a list of runs; 0, or -1 if it needs a run more than max. */
static int add_page(struct swap_extent *runs, uint32_t *count, uint32_t max, uint64_t page)
{
	struct swap_extent *last = *count ? &runs[*count - 1] : NULL;

	if (last && last->start_page + last->page_count == page &&
	    last->page_count < UINT32_MAX) {
		last->page_count++;
		return 0;
	}
	if (*count == max)
		return -1;
	runs[*count].start_page = page;
	runs[(*count)++].page_count = 1;
	return 0;
}

static int take_slots(struct output *output, struct output_buffer *buffer)
{
	buffer->run_count = 0;
	for (size_t done = 0; done < buffer->fill; done += output->page_size) {
		int64_t page = output_take_slot(output);

		if (page < 0)
			return (int)page;
		if (add_page(output->extents, &output->count, output->max, (uint64_t)page) ||
		    add_page(buffer->runs, &buffer->run_count, RUNS_MAX, (uint64_t)page))
			return -EFBIG;
		output->pages++;
	}
	return 0;
}

static int submit_current(struct output *output)
{
	struct output_buffer *buffer = &output->buffers[output->current];
	int r = take_slots(output, buffer);

	if (r < 0)
		return r;
	pool_submit(&output->writers, &buffer->task);
	output->current = (output->current + 1) % BUFFERS;
	return 0;
}

/* Wait until the buffer is free; 0, or what its last write came to. */
static int claim(struct output *output, struct output_buffer *buffer)
{
	double begun = machine_seconds();

	pool_wait(&output->writers, &buffer->task);
	output->seconds_waited += machine_seconds() - begun;
	return buffer->error;
}

int output_append(struct output *output, const void *data, size_t size)
{
	while (size > 0) {
		struct output_buffer *buffer = &output->buffers[output->current];
		size_t part = BUFFER_SIZE - buffer->fill;
		int r = 0;

		if (part > size)
			part = size;
		memcpy(buffer->data + buffer->fill, data, part);
		buffer->fill += part;
		data = (const uint8_t *)data + part;
		size -= part;
		if (buffer->fill == BUFFER_SIZE) {
			r = submit_current(output);
			buffer = &output->buffers[output->current];
			if (r == 0)
				r = claim(output, buffer);
			buffer->fill = 0;
		}
		if (r < 0)
			return r;
	}
	return 0;
}

int output_finish(struct output *output)
{
	struct output_buffer *buffer = &output->buffers[output->current];
	size_t padding = -buffer->fill % output->page_size;
	int r = 0;

	memset(buffer->data + buffer->fill, 0, padding);
	buffer->fill += padding;
	if (buffer->fill > 0)
		r = submit_current(output);
	for (unsigned int i = 0; i < BUFFERS && r == 0; i++) {
		r = claim(output, &output->buffers[(output->current + i) % BUFFERS]);
		if (r == 0)
			r = interrupt_check();
	}
	return r;
}

void output_stop(struct output *output)
{
	pool_stop(&output->writers);
}

int output_write_page(struct output *output, const void *page, uint64_t device_page)
{
	return block_device_write(output->device, page, output->page_size,
				  device_page * output->page_size);
}
