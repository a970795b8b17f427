/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_LEVEL_H
#define WRITER_LEVEL_H

#include <limits.h>

#define LEVEL_ADAPTIVE INT_MAX

/*
 * The level at which zstd compresses: a harder one while the disk is what the save waits
 * for, a faster one while it is the processors.
 */
struct level {
	int fixed;            /* or LEVEL_ADAPTIVE */
	unsigned int step;
	unsigned int chunks;  /* of this period */
	double began;         /* this period, and what was waited for in it, in seconds */
	double for_processors, for_disk;
};

/* Begin at zstd's level, or at the fastest one if it is LEVEL_ADAPTIVE. */
void level_begin(struct level *level, int wanted, double now);

/* For the next chunk. */
int level_now(const struct level *level);

/* What needs the most memory of all that may come. */
int level_hardest(const struct level *level);

/*
 * A chunk was waited for, so many seconds until it was compressed and so many until there
 * was room for it on its way to the disk. now: machine_seconds().
 */
void level_observe(struct level *level, double now, double for_processors, double for_disk);

#endif
