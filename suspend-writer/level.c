// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/level.h"

#include <string.h>

/*
 * From 4 on zstd takes nearly twice as long for 2 % less, and twice the memory of 3: a context that grows
 * after the snapshot may find none. At -20 it makes half more than at -1 in 0.61 of the time; what lies
 * between them spares nothing. docs/performance.md
 */
static const int levels[] = { -20, -1, 1, 2, 3 };

#define MINUS_1 1
#define HARDEST (sizeof(levels) / sizeof(levels[0]) - 1)
/*
 * Of all the time until now, what must have been waited for at a level before the next is tried: soon
 * after the beginning that is little, and later what a wrong step costs is little beside it.
 */
#define STEP 0.1
/*
 * From -20 to -1, or back. Writing and reading take as long in all at both if at -20 the disk is waited
 * for in this part of the time, or if it is idle for half of the time at -1.
 */
#define LONG_STEP 0.17
/* Parts of the time in which a disk wrote. */
#define MOSTLY_IDLE 0.4
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
	level->fastest = ample ? 0 : MINUS_1;
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

/* Now, and all the time: a slow disk, too, is idle while there are empty pages. */
static int is_disk_mostly_idle(const struct level *level, double now)
{
	return busy_now(level, now) < MOSTLY_IDLE &&
	       (level->written - level->begun_written) / (now - level->begun) < MOSTLY_IDLE;
}

/* Or to stay at the fastest. */
static int is_reason_for_a_faster_one(const struct level *level, double now)
{
	if (level->step > MINUS_1)
		return busy_now(level, now) < ALWAYS_BUSY;
	return level->step == level->fastest || is_disk_mostly_idle(level, now);
}

/* How many seconds more the disk was waited for than the processors, if another level can change that. */
static double waited(const struct level *level, double now)
{
	double seconds = level->for_disk - level->for_processors;

	return seconds > 0 || is_reason_for_a_faster_one(level, now) ? seconds : 0;
}

static void move(struct level *level, int direction)
{
	level->leaning = 0;
	level->step = (unsigned int)((int)level->step + direction);
}

static void lean(struct level *level, double now)
{
	double all = now - level->begun;

	level->leaning += waited(level, now);
	if (level->leaning > 0 ? level->step == HARDEST : level->step == level->fastest)
		level->leaning = 0;
	if (level->leaning > all * (level->step == 0 ? LONG_STEP : STEP))
		move(level, 1);
	else if (-level->leaning > all * (level->step == MINUS_1 ? LONG_STEP : STEP))
		move(level, -1);
}

/* With the second period: in the first one, what is between the processors and the disk fills up. */
static void begin(struct level *level, double now)
{
	level->begun = now;
	level->begun_written = level->written;
}

void level_observe(struct level *level, double now, double for_processors, double for_disk,
		   double written)
{
	level->for_processors += for_processors;
	level->for_disk += for_disk;
	level->written = written;
	if (++level->chunks < level->period)
		return;
	if (level->begun > 0)
		lean(level, now);
	else
		begin(level, now);
	begin_period(level, now);
}
