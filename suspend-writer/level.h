/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_LEVEL_H
#define WRITER_LEVEL_H

#include <limits.h>

#define LEVEL_ADAPTIVE INT_MAX

/* Seconds of a chunk, or of a period of them. */
struct level_times {
	double processors; /* waited for, until it was compressed */
	double disk;       /* waited for, until there was room for it on its way to the disk */
	double writing;    /* in which the disk wrote meanwhile */
};

/*
 * The level at which zstd compresses: a harder one while the disk is what the save waits
 * for, a faster one while it is the processors.
 */
struct level {
	int fixed;            /* or LEVEL_ADAPTIVE */
	unsigned int step, fastest;
	int last_move, leaning; /* towards a harder level if positive */
	int patience;           /* how far to lean before the next move */
	unsigned int chunks;  /* of this period */
	double begun, writing; /* all of it, and the seconds since in which the disk wrote */
	double period_begun;
	struct level_times period;
};

/*
 * Begin at the level of zstd that is wanted, or if it is LEVEL_ADAPTIVE at -1. ample: there is room
 * for an image that is hardly compressed.
 */
void level_begin(struct level *level, int wanted, int ample, double now);

/* For the next chunk. */
int level_now(const struct level *level);

/* What needs the most memory of all that may come. */
int level_hardest(const struct level *level);

/* A chunk is on its way. now: machine_seconds() */
void level_observe(struct level *level, double now, const struct level_times *chunk);

#endif
