/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_WATCHDOG_H
#define WRITER_WATCHDOG_H

/*
 * Nobody feeds a hardware watchdog while the machine is frozen. Have systemd stop its own until
 * watchdog_resume() or the death of this process. If one still runs, say so, and have the save
 * give up before it resets the machine.
 */
void watchdog_pause(void);

void watchdog_resume(void);

#endif
