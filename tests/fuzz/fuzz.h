/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* What the targets share: taking the fuzzer's bytes apart, and claims about the results. */

/* libFuzzer calls it with every input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
	const uint8_t *data;
	size_t left;
};

/* Move size bytes out of the input; what it no longer has is zero. */
void take(struct input *input, void *to, size_t size);
uint8_t take_byte(struct input *input);
uint64_t take_number(struct input *input, unsigned int bytes); /* little-endian */

/* What must hold for every input. */
#define demand(claim) \
	do { \
		if (!(claim)) \
			demand_failed(#claim, __FILE__, __LINE__); \
	} while (0)
_Noreturn void demand_failed(const char *claim, const char *file, int line);

/*
 * The first byte of an input says which checksums are made right before the code under
 * test sees it: without that the fuzzer hardly ever gets past one.
 */
enum repair {
	REPAIR_MARK = 1,
	REPAIR_HEADER = 2,
	REPAIR_LIST = 4,      /* list pages and guard pages */
	REPAIR_CHUNK_HEAD = 8, /* all fields but the sizes of the payload */
	REPAIR_CHUNK = 16,
};

/* That byte; always 0 if FUZZ_NO_REPAIR is set, to see what the repairs are worth. */
unsigned int take_repairs(struct input *input);

void repair_mark(void *sector); /* or a receipt */
void repair_header(void *page);
void repair_chained(void *page, size_t page_size, uint64_t seed);
void repair_chunk_head(void *head, uint64_t index, uint32_t raw_size);
void repair_chunk(void *head, const void *payload, size_t size, uint64_t seed);

#endif
