// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include "image/chunk.h"
#include "tests/unit/sample.h"

#define SEED 0x8807060504030201ull
#define PAYLOAD 100

struct sample {
	uint8_t header[sizeof(struct image_chunk_header)];
	uint8_t payload[PAYLOAD];
};

static struct sample make_chunk(uint64_t index, uint32_t raw_size)
{
	struct sample sample;

	for (size_t i = 0; i < PAYLOAD; i++)
		sample.payload[i] = (uint8_t)(i * 7);
	image_chunk_put(sample.header, sample.payload, index, PAYLOAD, raw_size, SEED);
	return sample;
}

static enum image_error get_and_check(const struct sample *sample, uint64_t index)
{
	struct image_info info = sample_info();
	struct image_chunk chunk;
	enum image_error error = image_chunk_get(sample->header, &info, index, &chunk);

	return error ? error : image_chunk_check(&chunk, sample->payload, SEED);
}

static void comes_back_as_written(void **state)
{
	struct image_info info = sample_info();
	struct sample sample = make_chunk(1, 32 * 4096), last = make_chunk(3, 4 * 4096);
	struct image_chunk chunk;

	(void)state;
	assert_error(image_chunk_get(sample.header, &info, 1, &chunk), IMAGE_OK, "header");
	assert_int_equal(chunk.index, 1);
	assert_int_equal(chunk.stored_size, PAYLOAD);
	assert_int_equal(chunk.raw_size, 32 * 4096);
	assert_error(image_chunk_check(&chunk, sample.payload, SEED), IMAGE_OK, "payload");
	assert_error(get_and_check(&last, 3), IMAGE_OK, "last chunk");
}

/* What bytes a header consists of, written out by hand. */
static void lies_on_disk_as_specified(void **state)
{
	static const uint8_t expected[24] = {
		'C', 'H', 'N', 'K', PAYLOAD, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0,
		8, 7, 6, 5, 4, 3, 2, 1,
	};
	struct sample sample = make_chunk(0x0102030405060708ull, 32 * 4096);

	(void)state;
	assert_memory_equal(sample.header, expected, sizeof(expected));
}

static void knows_the_size_of_each_chunk(void **state)
{
	struct image_info info = sample_info();

	(void)state;
	assert_int_equal(image_chunk_raw_size(&info, 0), 32 * 4096);
	assert_int_equal(image_chunk_raw_size(&info, 2), 32 * 4096);
	assert_int_equal(image_chunk_raw_size(&info, 3), 4 * 4096);
	info.image_pages = 128;
	assert_int_equal(image_chunk_raw_size(&info, 3), 32 * 4096);
}

/* Not less than ZSTD_COMPRESSBOUND, as zstd.h defines it. */
static void bounds_what_zstd_makes(void **state)
{
	(void)state;
	for (size_t size = 1; size <= IMAGE_CHUNK_BYTES_MAX; size += 511) {
		size_t small = 128 * 1024, margin = size < small ? (small - size) >> 11 : 0;

		assert_true(image_chunk_bound(size) >= size + (size >> 8) + margin);
	}
}

static void refuses_every_flipped_bit(void **state)
{
	struct sample sample = make_chunk(1, 32 * 4096);
	uint8_t *bytes = (uint8_t *)&sample;

	(void)state;
	for (size_t bit = 0; bit < sizeof(sample) * 8; bit++) {
		bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
		/* Another stored size may read the payload's checksum from elsewhere. */
		if (bit < 32 || bit >= 64)
			assert_error(get_and_check(&sample, 1),
				     bit < 192 ? IMAGE_CHUNK_INVALID : IMAGE_CHUNK_DAMAGED,
				     "flipped bit");
		bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
	}
	assert_error(get_and_check(&sample, 1), IMAGE_OK, "all bits flipped back");
}

static void bounds_the_stored_size(void **state)
{
	static const struct {
		const char *what;
		uint32_t size;
		enum image_error error;
	} cases[] = {
		{ "0", 0, IMAGE_CHUNK_INVALID },
		{ "1", 1, IMAGE_OK },
		{ "the most", 131072 + 2048 + 256, IMAGE_OK },
		{ "one above the most", 131072 + 2048 + 256 + 1, IMAGE_CHUNK_INVALID },
		{ "2^32 - 1", UINT32_MAX, IMAGE_CHUNK_INVALID },
	};
	struct image_info info = sample_info();
	struct sample sample = make_chunk(1, 32 * 4096);
	struct image_chunk chunk;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct le32 size = le32_make(cases[i].size);

		memcpy(sample.header + 4, &size, sizeof(size));
		assert_error(image_chunk_get(sample.header, &info, 1, &chunk),
			     cases[i].error, cases[i].what);
	}
}

static void binds_the_stored_size_to_the_checksum(void **state)
{
	struct sample sample = make_chunk(1, 32 * 4096);

	(void)state;
	sample.header[4]--;
	assert_error(get_and_check(&sample, 1), IMAGE_CHUNK_DAMAGED, "a byte less");
}

static void refuses_chunks_from_elsewhere(void **state)
{
	struct image_info info = sample_info();
	struct sample sample = make_chunk(1, 32 * 4096), first = make_chunk(0, 32 * 4096);
	struct image_chunk chunk;

	(void)state;
	assert_error(get_and_check(&first, 1), IMAGE_CHUNK_INVALID, "another index");
	assert_error(get_and_check(&sample, 3), IMAGE_CHUNK_INVALID, "another size");
	/* A forged place in the header does not help the payload. */
	memcpy(first.header + 16, sample.header + 16, 8);
	assert_error(get_and_check(&first, 1), IMAGE_CHUNK_DAMAGED, "forged index");
	assert_error(image_chunk_get(sample.header, &info, 1, &chunk), IMAGE_OK, "header");
	assert_error(image_chunk_check(&chunk, sample.payload, SEED + 1),
		     IMAGE_CHUNK_DAMAGED, "another image");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back_as_written),
		cmocka_unit_test(lies_on_disk_as_specified),
		cmocka_unit_test(knows_the_size_of_each_chunk),
		cmocka_unit_test(bounds_what_zstd_makes),
		cmocka_unit_test(refuses_every_flipped_bit),
		cmocka_unit_test(bounds_the_stored_size),
		cmocka_unit_test(binds_the_stored_size_to_the_checksum),
		cmocka_unit_test(refuses_chunks_from_elsewhere),
	};

	return cmocka_run_group_tests_name("chunk", tests, NULL, NULL);
}
