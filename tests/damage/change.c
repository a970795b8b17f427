// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/damage/change.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* SplitMix64: every seed gives another sequence. */
static uint64_t next_random(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

struct dice {
	struct device *device;
	const struct layout *layout;
	uint64_t state;
};

/* The number-th stretch of bytes of a change: to be undone. */
static uint8_t *touch(struct device *device, int number, uint64_t offset, size_t size)
{
	device->touched[number].offset = (size_t)offset;
	device->touched[number].size = size;
	return device->bytes + offset;
}

static uint64_t roll(struct dice *dice, uint64_t below)
{
	return next_random(&dice->state) % below;
}

static uint64_t data_page(struct dice *dice)
{
	return dice->layout->data_pages[roll(dice, dice->layout->data_page_count)];
}

static int flip_bit(struct dice *dice, char *text, size_t size)
{
	uint64_t offset = data_page(dice) * PAGE + roll(dice, PAGE);
	unsigned int bit = (unsigned int)roll(dice, 8);

	*touch(dice->device, 0, offset, 1) ^= (uint8_t)(1u << bit);
	return snprintf(text, size, "bit %u of byte %llu flipped", bit,
			(unsigned long long)offset);
}

static int overwrite(struct dice *dice, char *text, size_t size)
{
	uint64_t offset = data_page(dice) * PAGE + roll(dice, PAGE - 64);
	uint64_t length = 1 + roll(dice, 64);

	for (uint64_t i = 0; i < length; i++)
		*(touch(dice->device, 0, offset, length) + i) = (uint8_t)roll(dice, 256);
	return snprintf(text, size, "%llu random bytes at %llu", (unsigned long long)length,
			(unsigned long long)offset);
}

static int exchange_pages(struct dice *dice, char *text, size_t size)
{
	uint64_t one = data_page(dice), two = data_page(dice);

	memcpy(touch(dice->device, 0, one * PAGE, PAGE), dice->device->good + two * PAGE, PAGE);
	memcpy(touch(dice->device, 1, two * PAGE, PAGE), dice->device->good + one * PAGE, PAGE);
	return snprintf(text, size, "pages %llu and %llu exchanged", (unsigned long long)one,
			(unsigned long long)two);
}

/* Also only some of its sectors. */
static int older_page(struct dice *dice, char *text, size_t size)
{
	uint64_t page = data_page(dice), first = roll(dice, 8), last = first + roll(dice, 8 - first);
	uint64_t offset = page * PAGE + first * 512, length = (last - first + 1) * 512;

	memcpy(touch(dice->device, 0, offset, length), dice->device->older + offset, length);
	return snprintf(text, size, "sectors %llu to %llu of page %llu from an older image",
			(unsigned long long)first, (unsigned long long)last,
			(unsigned long long)page);
}

/* Right in all but its nonce, if chunks begin at the same places in both. */
static int older_chunk(struct dice *dice, char *text, size_t size)
{
	const struct layout *layout = dice->layout;
	uint64_t chunk = roll(dice, layout->chunk_count);

	touch(dice->device, 0, 0, dice->device->size);
	for (uint64_t at = layout->chunks[chunk]; at < layout->chunks[chunk + 1]; at++) {
		uint64_t offset = layout_stream_offset(layout, at);

		dice->device->bytes[offset] = dice->device->older[offset];
	}
	return snprintf(text, size, "chunk %llu from an older image",
			(unsigned long long)chunk);
}

/* The older image's mark, which leads to the header of this one. */
static int older_mark(struct dice *dice, char *text, size_t size)
{
	uint64_t offset = dice->layout->swap_page * PAGE;

	memcpy(touch(dice->device, 0, offset, PAGE), dice->device->older + offset, PAGE);
	return snprintf(text, size, "the swap header from an older image");
}

/*
 * A whole run of writes that never came, of the older image's in their places. It lies
 * behind the swap header: with its own mark the older image would be good as a whole.
 */
static int older_run(struct dice *dice, char *text, size_t size)
{
	uint64_t first = dice->layout->swap_page + 1;
	uint64_t start = first + roll(dice, dice->layout->device_pages - first);
	uint64_t pages = 1 + roll(dice, dice->layout->device_pages - start);

	memcpy(touch(dice->device, 0, start * PAGE, pages * PAGE),
	       dice->device->older + start * PAGE, pages * PAGE);
	return snprintf(text, size, "%llu pages from %llu from an older image",
			(unsigned long long)pages, (unsigned long long)start);
}

static int zero_run(struct dice *dice, char *text, size_t size)
{
	uint64_t start = roll(dice, dice->layout->device_pages);
	uint64_t pages = 1 + roll(dice, dice->layout->device_pages - start);

	memset(touch(dice->device, 0, start * PAGE, pages * PAGE), 0, pages * PAGE);
	return snprintf(text, size, "%llu pages from %llu zeroed", (unsigned long long)pages,
			(unsigned long long)start);
}

static int truncate_device(struct dice *dice, char *text, size_t size)
{
	uint64_t length = roll(dice, dice->device->size);

	touch(dice->device, 0, 0, dice->device->size);
	if (ftruncate(dice->device->fd, (off_t)length) < 0)
		abort();
	return snprintf(text, size, "device cut to %llu bytes", (unsigned long long)length);
}

static void change_at_random(struct dice *dice, char *text, size_t size)
{
	static int (*const kinds[])(struct dice *dice, char *text, size_t size) = {
		/* by weight */
		flip_bit, flip_bit, flip_bit, flip_bit, flip_bit, flip_bit, flip_bit, flip_bit,
		flip_bit, flip_bit, overwrite, overwrite, exchange_pages, exchange_pages,
		older_page, older_page, older_chunk, older_run, older_mark, zero_run, truncate_device,
	};

	kinds[roll(dice, sizeof(kinds) / sizeof(kinds[0]))](dice, text, size);
}

enum region change_make(struct device *device, const struct layout *layout, uint64_t seed,
			uint64_t n, char *text, size_t size)
{
	static const uint8_t masks[VALUES] = { 0x01, 0x80, 0xff };
	struct dice dice = { device, layout, seed + n * 0xd1342543de82ef95 };
	const struct place *place;

	if (n < layout->place_count * VALUES) {
		place = &layout->places[n / VALUES];
		*touch(device, 0, place->offset, 1) ^= masks[n % VALUES];
		snprintf(text, size, "byte %llu, bits %02x", (unsigned long long)place->offset,
			 masks[n % VALUES]);
		return place->region;
	}
	change_at_random(&dice, text, size);
	return REGION_RANDOM;
}

void change_undo(struct device *device)
{
	if (ftruncate(device->fd, (off_t)device->size) < 0)
		abort();
	for (int i = 0; i < 2; i++)
		memcpy(device->bytes + device->touched[i].offset,
		       device->good + device->touched[i].offset, device->touched[i].size);
	memset(device->touched, 0, sizeof(device->touched));
}
