/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_KEYS_H
#define WRITER_KEYS_H

/*
 * Ctrl-C on a serial line or a virtual terminal, whose readers are frozen. It counts when it comes
 * twice within two seconds and nothing comes between: lines are noisy, and noise is any byte.
 */

/* Take a terminal in, if there is one at this path; before the freeze. */
void keys_open(const char *path);

/* Take all consoles of the kernel in; before the freeze. */
void keys_open_consoles(void);

/* Look for keys from now on; what was typed before does not count. */
void keys_watch(void);

enum keys { KEYS_NONE, KEYS_ONCE, KEYS_TWICE };

/* What was pressed since the last look; KEYS_TWICE also if the first was seen by an earlier one. */
enum keys keys_look(void);

/* Leave the terminals as they were found; may be called by a signal's handler. */
void keys_close(void);

#endif
