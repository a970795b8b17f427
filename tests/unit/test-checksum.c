// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include "image/checksum.h"

static const uint64_t seeds[] = { 0, 1, 0x9e3779b185ebca8dull };

/* XXH64 of the first bytes of the sequence i * 131 + 7; made with xxHash itself. */
static const struct {
	size_t size;
	uint64_t sums[ARRAY_SIZE(seeds)];
} vectors[] = {
	{ 0, { 0xef46db3751d8e999, 0xd5afba1336a3be4b,
		0x0b303d920ec349df } },
	{ 1, { 0xa96c7f0ce858bbb7, 0x0766883a0a47a96a,
		0x76349a430e97f416 } },
	{ 3, { 0xbed43740ee6332bb, 0x95ba63f005e6e6ca,
		0x5bde7cc0c6b9fda0 } },
	{ 4, { 0xfa212ae44b3bb23d, 0x319607b5ca9d59d4,
		0xbeaa34e32eee8b3d } },
	{ 7, { 0x2744460dd675d2c0, 0x0047cdce49d4bc99,
		0xa6f6b8935b53adee } },
	{ 8, { 0x994b676b71ce94dd, 0xc14d78e582fe5026,
		0xa2f8d42e3c57a4ff } },
	{ 11, { 0x97f078da7a1a590c, 0x62c2478e2beb60a5,
		0xd47d641009878d9a } },
	{ 12, { 0xb92f588ce720786e, 0x23eb959821a629a9,
		0xe7d68f0f10b68149 } },
	{ 31, { 0x6711d55e306b5d8f, 0xe811d10b03941e82,
		0x1bb0ceeb5eb55765 } },
	{ 32, { 0x07f7b8e3bc5d6e25, 0xdf4f0f6ea84ebbca,
		0xceaa085e9fe58428 } },
	{ 33, { 0x09f85eeb4e1cbe9f, 0x489f1772049e476c,
		0x6613e855b6d5189a } },
	{ 63, { 0xb7c9968c066cb6a5, 0xbe65bc64322f219b,
		0xbc70b2d1f0e56425 } },
	{ 64, { 0x50d4159a0411632e, 0x8ea281ce694f574d,
		0xeb828ec9fd6b56c5 } },
	{ 100, { 0x9ddada11d3dc2d8f, 0xe6a0d25e6e0a7f2a,
		0x7ee9617e36670e3a } },
	{ 999, { 0x209a7fcd40c009f2, 0x8ca3cec38ad2e5c0,
		0xda609940c4085fc7 } },
};

static void fill(uint8_t *data, size_t size)
{
	for (size_t i = 0; i < size; i++)
		data[i] = (uint8_t)(i * 131 + 7);
}

static void agrees_with_known_vectors(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(vectors); i++) {
		/* A block of just this size, so that reading beyond it is seen. */
		uint8_t *data = malloc(vectors[i].size);

		fill(data, vectors[i].size);
		for (size_t j = 0; j < ARRAY_SIZE(seeds); j++)
			assert_int_equal(checksum(data, vectors[i].size, seeds[j]),
					 vectors[i].sums[j]);
		free(data);
	}
}

static void ignores_alignment(void **state)
{
	uint8_t data[8 + 100];

	(void)state;
	for (size_t shift = 0; shift < 8; shift++) {
		fill(data + shift, 100);
		assert_int_equal(checksum(data + shift, 100, 0), 0x9ddada11d3dc2d8full);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_known_vectors),
		cmocka_unit_test(ignores_alignment),
	};

	return cmocka_run_group_tests_name("checksum", tests, NULL, NULL);
}
