// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/level.h"

#include <string.h>

/*
 * Of the memory of a Debian system -5 makes an image a third larger than -1 in at most a
 * sixth less of processor time, and 4 takes nearly twice as long as 3 for 2 % less.
 */
static const int levels[] = { -1, 1, 2, 3 };

#define HARDEST (sizeof(levels) / sizeof(levels[0]) - 1)
#define PERIOD 8 /* chunks */
/* Of a period, below which nothing was waited for that another level would spare. */
#define WORTHWHILE 0.1

static void begin_period(struct level *level, double now)
{
	level->chunks = 0;
	level->began = now;
	level->for_processors = level->for_disk = 0;
}

void level_begin(struct level *level, int wanted, double now)
{
	memset(level, 0, sizeof(*level));
	level->fixed = wanted;
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

void level_observe(struct level *level, double now, double for_processors, double for_disk)
{
	double worthwhile = (now - level->began) * WORTHWHILE;

	level->for_processors += for_processors;
	level->for_disk += for_disk;
	if (++level->chunks < PERIOD)
		return;
	if (level->for_disk - level->for_processors > worthwhile && level->step < HARDEST)
		level->step++;
	else if (level->for_processors - level->for_disk > worthwhile && level->step > 0)
		level->step--;
	begin_period(level, now);
}
