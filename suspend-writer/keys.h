/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_KEYS_H
#define WRITER_KEYS_H

/*
 * Ctrl-C and Backspace on a serial line or a virtual terminal, whose readers are frozen. All
 * other bytes are dropped: lines are noisy.
 */

/* Take a terminal in, if there is one at this path; before the freeze. */
void keys_open(const char *path);

/* Take all consoles of the kernel in; before the freeze. */
void keys_open_consoles(void);

/* Look for keys from now on; what was typed before does not count. */
void keys_watch(void);

/* 1 if one of the keys was pressed since. */
int keys_pressed(void);

/* Leave the terminals as they were found; may be called by a signal's handler. */
void keys_close(void);

#endif
