// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/level.h"

#include <string.h>

/*
 * From 4 on zstd takes nearly twice as long for 2 % less. Below -1 it makes the image larger by more
 * than it is faster: by half at -20, where it takes 0.6 of the time. That is worth it on a disk that
 * is idle most of the time, and will be when the loader reads, which is three times as fast.
 */
static const int levels[] = { -20, -1, 1, 2, 3 };

#define BEGIN 1
#define HARDEST (sizeof(levels) / sizeof(levels[0]) - 1)
#define PERIOD 8 /* chunks */
/* Of a period, below which nothing was waited for that another level would spare. */
#define WORTHWHILE 0.1
/* In periods, for a disk that takes much at once and then nothing for a while. */
#define PATIENCE_MAX 8
/* Parts of the time in which a disk wrote. */
#define MOSTLY_IDLE 0.4
#define ALWAYS_BUSY 0.9

static void begin_period(struct level *level, double now)
{
	static const struct level_times none;

	level->chunks = 0;
	level->period_begun = now;
	level->period = none;
}

void level_begin(struct level *level, int wanted, int ample, double now)
{
	memset(level, 0, sizeof(*level));
	level->fixed = wanted;
	level->step = BEGIN;
	level->fastest = ample ? 0 : BEGIN;
	level->begun = now;
	level->patience = 1;
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

/* Now, and all the time: a slow disk, too, is idle while there are empty pages. */
static int is_disk_idle(const struct level *level, double now)
{
	return level->period.writing < (now - level->period_begun) * MOSTLY_IDLE &&
	       level->writing < (now - level->begun) * MOSTLY_IDLE;
}

static int would_a_faster_one_help(const struct level *level, double now)
{
	if (level->step > BEGIN)
		return level->period.writing < (now - level->period_begun) * ALWAYS_BUSY;
	return level->step > level->fastest && is_disk_idle(level, now);
}

/* 1 for a harder level, -1 for a faster one, 0 for none. */
static int direction(const struct level *level, double now)
{
	double worthwhile = (now - level->period_begun) * WORTHWHILE;
	double waited = level->period.disk - level->period.processors;

	if (waited > worthwhile && level->step < HARDEST)
		return 1;
	return waited < -worthwhile && would_a_faster_one_help(level, now) ? -1 : 0;
}

/* From where it begins to the fastest is a long way. */
static int patience(const struct level *level, int direction)
{
	unsigned int faster = direction > 0 ? level->step : level->step - 1;

	return faster < BEGIN ? PATIENCE_MAX : level->patience;
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

static void end_period(struct level *level, double now)
{
	int wanted;

	level->writing += level->period.writing;
	wanted = direction(level, now);
	level->leaning += wanted;
	if (wanted && level->leaning * wanted >= patience(level, wanted))
		move(level, wanted);
}

void level_observe(struct level *level, double now, const struct level_times *chunk)
{
	level->period.processors += chunk->processors;
	level->period.disk += chunk->disk;
	level->period.writing += chunk->writing;
	if (++level->chunks < PERIOD)
		return;
	end_period(level, now);
	begin_period(level, now);
}
