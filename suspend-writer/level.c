// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/level.h"

#include <string.h>

/*
 * From 4 on zstd takes nearly twice as long for 2 % less, and twice the memory of 3: a context that grows
 * after the snapshot may find none. At -20 it makes half more than at -1 in 0.61 of the time: what that
 * spares is more than what it takes to write and read the rest, on a disk that is busy for less than half
 * of the time at -1, or not all the time at -20. docs/performance.md
 */
static const int levels[] = { -20, -1, 1, 2, 3 };

#define MINUS_1 1
#define HARDEST (sizeof(levels) / sizeof(levels[0]) - 1)
/* Of a period, below which nothing was waited for that another level would spare. */
#define WORTHWHILE 0.1
/* In periods, for a disk that takes much at once and then nothing for a while. */
#define PATIENCE_MAX 8
/* Parts of the time in which a disk wrote. */
#define MOSTLY_IDLE 0.4
#define ALWAYS_BUSY 0.9
/* Part of the time in which a disk was waited for. */
#define MOSTLY_WAITED 0.75

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
	level->step = level->fastest = ample ? 0 : MINUS_1;
	level->patience = 1;
	level->period = period;
	level->begun = now;
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

/* Now, and all the time: a slow disk, too, is idle while there are empty pages. */
static int is_disk_mostly_idle(const struct level *level, double now)
{
	return busy_now(level, now) < MOSTLY_IDLE &&
	       level->written / (now - level->begun) < MOSTLY_IDLE;
}

static int is_disk_far_too_slow(const struct level *level, double now)
{
	return level->for_disk > MOSTLY_WAITED * (now - level->period_begun);
}

/* Or to stay at the fastest. */
static int is_reason_for_a_faster_one(const struct level *level, double now)
{
	if (level->step > MINUS_1)
		return busy_now(level, now) < ALWAYS_BUSY;
	return level->step == level->fastest || is_disk_mostly_idle(level, now);
}

/* 1 for a harder level, -1 for a faster one, 0 for none. */
static int direction(const struct level *level, double now)
{
	double worthwhile = (now - level->period_begun) * WORTHWHILE;
	double waited = level->for_disk - level->for_processors;

	if (waited > worthwhile && level->step < HARDEST)
		return 1;
	return waited < -worthwhile && is_reason_for_a_faster_one(level, now) ? -1 : 0;
}

/* From the fastest to -1, and back, is a long way; short if the disk is far too slow for it. */
static int patience(const struct level *level, int direction, double now)
{
	int is_short = direction > 0 ? level->step > 0 || is_disk_far_too_slow(level, now) :
				       level->step > MINUS_1;

	return is_short ? level->patience : PATIENCE_MAX;
}

/* Who has to turn back has been hasty. */
static void move(struct level *level, int direction)
{
	if (level->last_move == -direction && level->patience < PATIENCE_MAX)
		level->patience *= 2;
	level->last_move = direction;
	level->leaning = 0;
	level->step = (unsigned int)((int)level->step + direction);
}

static void lean(struct level *level, int direction, double now)
{
	/* What would have been a reason for the fastest is none against a harder one. */
	if (direction > 0 && level->leaning < -level->patience)
		level->leaning = -level->patience;
	level->leaning += direction;
	/* There is none below it. */
	if (level->leaning < 0 && level->step == level->fastest)
		level->leaning = 0;
	if (level->leaning * direction >= patience(level, direction, now))
		move(level, direction);
}

void level_observe(struct level *level, double now, double for_processors, double for_disk,
		   double written)
{
	int wanted;

	level->for_processors += for_processors;
	level->for_disk += for_disk;
	level->written = written;
	if (++level->chunks < level->period)
		return;
	wanted = direction(level, now);
	if (wanted)
		lean(level, wanted, now);
	begin_period(level, now);
}
