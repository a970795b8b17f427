// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/level.h"

#include <string.h>

/*
 * From 4 on zstd takes nearly twice as long for 2 % less, and twice the memory of 3: a context that grows
 * after the snapshot may find none. At -20 it makes half more than at -1 in 0.61 of the time; what lies
 * between them spares nothing. docs/performance.md
 */
static const int levels[] = { -20, -1, 1, 2, 3 };

#define FASTEST 0
#define MINUS_1 1
#define HARDEST (sizeof(levels) / sizeof(levels[0]) - 1)
/*
 * The part of all the time, or of the last MEMORY seconds, that must have been waited for at a level before
 * the next is tried: soon after the beginning that is little, and later what a wrong step costs is little
 * beside it.
 */
#define STEP 0.1
#define MEMORY 5.0
/*
 * From -20 to -1, or back. Writing and reading take as long in all at both if at -20 the disk is waited
 * for in 0.17 of the time, and if it is busy for 0.48 of the time at -1.
 */
#define LONG_STEP 0.17
#define MOSTLY_IDLE 0.48
#define ALWAYS_BUSY 0.9

static void begin_period(struct level *level, double now)
{
	level->chunks = 0;
	level->period_begun = now;
	level->period_written = level->written;
	level->for_processors = level->for_disk = 0;
}

void level_begin(struct level *level, int wanted, int ample, unsigned int period, double now)
{
	memset(level, 0, sizeof(*level));
	level->fixed = wanted;
	level->step = MINUS_1;
	level->fastest = ample ? FASTEST : MINUS_1;
	level->period = period;
	begin_period(level, now);
}

int level_now(const struct level *level)
{
	return level->fixed == LEVEL_ADAPTIVE ? levels[level->step] : level->fixed;
}

int level_hardest(const struct level *level)
{
	return level->fixed == LEVEL_ADAPTIVE ? levels[HARDEST] : level->fixed;
}

/* The part of this period in which the disk wrote. */
static double busy_now(const struct level *level, double now)
{
	return (level->written - level->period_written) / (now - level->period_begun);
}

/* Now and before: a slow disk, too, is idle while there are empty pages. */
static int is_disk_mostly_idle(const struct level *level, double now)
{
	return busy_now(level, now) < MOSTLY_IDLE && level->busy < MOSTLY_IDLE;
}

static int is_reason_for_a_faster_one(const struct level *level, double now)
{
	return level->step > MINUS_1 ? busy_now(level, now) < ALWAYS_BUSY : is_disk_mostly_idle(level, now);
}

/* The part of this period for which the disk was waited for more than the processors. */
static double waited_now(const struct level *level, double now)
{
	return (level->for_disk - level->for_processors) / (now - level->period_begun);
}

/* Of this period in the means: its part of the time that they are taken of. */
static double weight(const struct level *level, double now)
{
	double all = now - level->begun, period = now - level->period_begun;
	double remembered = all < MEMORY ? all : MEMORY;

	return period < remembered ? period / remembered : 1;
}

/* Towards a faster level only with a reason. */
static double lean(const struct level *level, double now)
{
	double leaning = level->leaning + weight(level, now) * (waited_now(level, now) - level->leaning);
	double least = level->leaning < 0 ? level->leaning : 0;

	return leaning > least || is_reason_for_a_faster_one(level, now) ? leaning : least;
}

static void move(struct level *level, int direction)
{
	level->leaning = 0;
	level->step = (unsigned int)((int)level->step + direction);
}

static void look(struct level *level, double now)
{
	level->busy += weight(level, now) * (busy_now(level, now) - level->busy);
	level->leaning = lean(level, now);
	if (level->leaning > 0 ? level->step == HARDEST : level->step == level->fastest)
		level->leaning = 0;
	if (level->leaning > (level->step == FASTEST ? LONG_STEP : STEP))
		move(level, 1);
	else if (-level->leaning > (level->step == MINUS_1 ? LONG_STEP : STEP))
		move(level, -1);
}

void level_observe(struct level *level, double now, double for_processors, double for_disk,
		   double written)
{
	level->for_processors += for_processors;
	level->for_disk += for_disk;
	level->written = written;
	if (++level->chunks < level->period || now <= level->period_begun)
		return;
	if (level->begun == 0)
		level->begun = now;
	else
		look(level, now);
	begin_period(level, now);
}
