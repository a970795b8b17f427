/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_INTERRUPT_H
#define WRITER_INTERRUPT_H

/*
 * What makes a save end early, with the machine going on: SIGINT and SIGTERM, Ctrl-C twice on the
 * console, a wakeup event, a time limit.
 */

/*
 * From here on signals are only looked for, and wakeup events and the time count. The limit
 * is in seconds, 0 for none.
 */
void interrupt_begin(unsigned int time_limit);

/* Signals alone: from here on they are only looked for. */
void interrupt_take_signals(void);

/* A limit from now on, beside that of interrupt_begin(); what: the words in front of its seconds. */
void interrupt_limit(const char *what, unsigned int seconds);

/* All others are frozen: look at the console as well. */
void interrupt_watch_console(void);

/* 0, or -EINTR if the save shall end. */
int interrupt_check(void);

/* What made interrupt_check() say so first, as words that follow "by"; NULL if nothing did. */
const char *interrupt_reason(void);

/* Say so; returns -1 for the caller to return. */
int interrupt_say(void);

/* Leave the console and the kernel as they were; signals stay blocked. */
void interrupt_end(void);

#endif
