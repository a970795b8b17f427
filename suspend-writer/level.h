/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_LEVEL_H
#define WRITER_LEVEL_H

#include <limits.h>
#include <stdint.h>

#define LEVEL_ADAPTIVE INT_MAX

/*
 * The level at which zstd compresses: a harder one while the disk is what the save waits
 * for, a faster one while it is the processors.
 */
struct level {
	int fixed;                  /* or LEVEL_ADAPTIVE */
	unsigned int step, fastest;
	unsigned int period, chunks; /* of a period, and until now in this one */
	double begun, period_begun; /* begun: when what is waited for began to count */
	double written, period_written; /* seconds in which the disk wrote, and until this period began */
	double for_processors, for_disk; /* seconds of this period that were waited for each */
	double busy;    /* part of the time that is remembered in which the disk wrote */
	double leaning; /* part of it, at this level, for which the disk was waited for more than the processors */
};

/*
 * Begin at the level of zstd that is wanted, or if it is LEVEL_ADAPTIVE at -1. ample: there is room
 * for an image that is hardly compressed, as it is at -50. period: chunks between two looks, more than
 * are ever under way.
 */
void level_begin(struct level *level, int wanted, int ample, unsigned int period);

/* For the next chunk. */
int level_now(const struct level *level);

/* What needs the most memory of all that may come. */
int level_hardest(const struct level *level);

/* A chunk that is on its way to the disk. Seconds. */
struct level_sample {
	double now;            /* machine_seconds() */
	double for_processors; /* waited until it was compressed */
	double for_disk;       /* and then, for the disk to make room for it */
	double written;        /* in which the disk wrote, until now */
	uint64_t stored;       /* bytes of the image, until now */
	int level;             /* at which it was compressed */
};

void level_observe(struct level *level, const struct level_sample *sample);

#endif
