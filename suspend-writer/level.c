// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/level.h"

#include <string.h>

/*
 * Compressing harder is worth it if writing and reading together take less time: a level that takes c times
 * as long and makes b times as much, while the disk is waited for in more than 1 - (2 - b) / c of the time,
 * and no longer when the processors are in more than 1 - b / (2 - b): docs/performance.md has c and b, and where
 * more is asked for lest the level changes to and fro. From -1 down, where images grow most, the disk must be busy
 * for less than the b / (2 - b) that this leaves. From 4 on zstd takes nearly twice as long for 2 % less, and
 * twice the memory of 3: a context that grows after the snapshot may find none.
 */
static const struct {
	int level;
	double harder, faster, busy; /* parts of the time; busy: the disk, at most, for a faster one */
} steps[] = {
	{ -50, 0.1, 0, 0 },
	{ -20, 0.17, 0.17, 0.57 },
	{ -1, 0.08, 0.17, 0.48 },
	{ 1, 0.02, 0.16, 0.9 },
	{ 2, 0.19, 0.11, 0.9 },
	{ 3, 0, 0.08, 0.9 },
};

#define FASTEST 0
#define MINUS_1 2
#define HARDEST (sizeof(steps) / sizeof(steps[0]) - 1)
/* Seconds that are remembered: what a wrong step costs is little beside them. */
#define MEMORY 5.0
/* At -1, for -50 to take less time than -20. */
#define NEARLY_IDLE 0.23
/*
 * Of the image, until what is waited for tells anything: what lies between the processors and the disk fills
 * up first, and a disk that is limited takes a while's worth at once, so that it seems to be idle.
 */
#define TELLS_NOTHING_BYTES ((uint64_t)8 << 20)

static void begin_period(struct level *level, double now)
{
	level->chunks = 0;
	level->period_begun = now;
	level->period_written = level->written;
	level->for_processors = level->for_disk = 0;
}

void level_begin(struct level *level, int wanted, int ample, unsigned int period)
{
	memset(level, 0, sizeof(*level));
	level->fixed = wanted;
	level->step = MINUS_1;
	level->fastest = ample ? FASTEST : MINUS_1;
	level->period = period;
}

int level_now(const struct level *level)
{
	return level->fixed == LEVEL_ADAPTIVE ? steps[level->step].level : level->fixed;
}

int level_hardest(const struct level *level)
{
	return level->fixed == LEVEL_ADAPTIVE ? steps[HARDEST].level : level->fixed;
}

/* The part of this period in which the disk wrote. */
static double busy_now(const struct level *level, double now)
{
	return (level->written - level->period_written) / (now - level->period_begun);
}

/* Busy for less than that part of the time. Before as well: a slow disk, too, is idle while there are empty pages. */
static int is_idle_now_and_before(const struct level *level, double now, double busy)
{
	return busy_now(level, now) < busy && level->busy < busy;
}

/* For much larger images it takes more. */
static int is_reason_for_a_faster_one(const struct level *level, double now)
{
	double busy = steps[level->step].busy;

	return level->step > MINUS_1 ? busy_now(level, now) < busy : is_idle_now_and_before(level, now, busy);
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

/* From -1 at once to -50: what -20 takes meanwhile is much of a small image. */
static int steps_down(const struct level *level, double now)
{
	return level->step == MINUS_1 && is_idle_now_and_before(level, now, NEARLY_IDLE) ? -2 : -1;
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
	if (level->leaning > steps[level->step].harder)
		move(level, 1);
	else if (-level->leaning > steps[level->step].faster)
		move(level, steps_down(level, now));
}

static void begin(struct level *level, double now)
{
	level->begun = now;
	begin_period(level, now);
}

void level_observe(struct level *level, const struct level_sample *sample)
{
	level->written = sample->written;
	if (sample->stored < TELLS_NOTHING_BYTES) {
		begin(level, sample->now);
		return;
	}
	/* It was under way when the level changed. */
	if (sample->level != level_now(level)) {
		begin_period(level, sample->now);
		return;
	}
	level->for_processors += sample->for_processors;
	level->for_disk += sample->for_disk;
	if (++level->chunks < level->period || sample->now <= level->period_begun)
		return;
	look(level, sample->now);
	begin_period(level, sample->now);
}
