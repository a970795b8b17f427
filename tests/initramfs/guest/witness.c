// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Holds memory whose content is known, and says on request whether it is still the same:
 *   witness MIB mixed|random|zero [paged-out] FILE
 * After each SIGUSR1, and once at the start, FILE is replaced by one line "HASH COUNTER".
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define PAGE 4096
#define WORDS (PAGE / sizeof(uint64_t))

static volatile sig_atomic_t asked = 1;

static void ask(int signal)
{
	(void)signal;
	asked = 1;
}

static uint64_t random_word(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state * UINT64_C(0x2545f4914f6cdd1d);
}

/* A quarter of the words cannot be compressed; the others come from a small dictionary. */
static uint64_t mixed_word(uint64_t *state)
{
	static const char dictionary[8][9] = {"        ", "return 0", "struct p", "\0\0\0\0\0\0\0\0",
					      "swapfile", "kernel->", "if (err)", "static i"};
	uint64_t word = random_word(state);

	if (word % 4)
		memcpy(&word, dictionary[word >> 61], sizeof(word));
	return word;
}

static void fill(uint64_t *memory, size_t pages, const char *kind)
{
	uint64_t state = UINT64_C(0x9e3779b97f4a7c15);

	for (size_t i = 0; i < pages * WORDS; i++) {
		if (!strcmp(kind, "random"))
			memory[i] = random_word(&state);
		else if (!strcmp(kind, "mixed"))
			memory[i] = mixed_word(&state);
		else
			memory[i] = 0;
	}
}

static uint64_t hash(const uint64_t *memory, size_t pages)
{
	uint64_t sum = 1;

	for (size_t i = 0; i < pages * WORDS; i++)
		sum = (sum ^ memory[i]) * UINT64_C(0x100000001b3) + (sum >> 47);
	return sum;
}

static int report(const char *file, uint64_t sum, unsigned long counter)
{
	char next[256];
	FILE *f;

	snprintf(next, sizeof(next), "%s.next", file);
	f = fopen(next, "w");
	if (!f)
		return -1;
	fprintf(f, "%016llx %lu\n", (unsigned long long)sum, counter);
	if (fclose(f))
		return -1;
	return rename(next, file);
}

static void watch(const uint64_t *memory, size_t pages, const char *file)
{
	const struct timespec pause = {.tv_nsec = 10000000};

	for (unsigned long counter = 0;; counter++) {
		if (asked) {
			asked = 0;
			if (report(file, hash(memory, pages), counter))
				exit(1);
		}
		nanosleep(&pause, NULL);
	}
}

int main(int argc, char **argv)
{
	const char *file = argv[argc - 1];
	uint64_t *memory;
	size_t pages;

	if (argc < 4)
		return 2;
	pages = strtoul(argv[1], NULL, 10) * (1024 * 1024 / PAGE);
	memory = mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (memory == MAP_FAILED)
		return 1;
	fill(memory, pages, argv[2]);
	signal(SIGUSR1, ask);
	asked = 0;
	if (report(file, hash(memory, pages), 0))
		return 1;
	if (argc > 4 && madvise(memory, pages * PAGE, MADV_PAGEOUT))
		return 1;
	watch(memory, pages, file);
}
