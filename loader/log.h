/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_LOG_H
#define LOADER_LOG_H

#include <stdint.h>

/*
 * In the initramfs messages go to the kernel's log, where the console, dmesg and the
 * journal find them, and errors to the boot splash as well; elsewhere to stderr. One
 * sentence each, no newline.
 */

/* From now on use the kernel's log. */
void log_to_kernel(void);

__attribute__((format(printf, 1, 2))) void log_error(const char *format, ...);
__attribute__((format(printf, 1, 2))) void log_note(const char *format, ...);

/* Let log_progress() write to the console. */
void log_show_progress(void);

/* How far loading is, in bytes of memory; shown twice a second and at the end, each tenth on the splash. */
void log_progress(uint64_t done, uint64_t total);

/*
 * "step: text of the error" for an error of 0 or -errno. Static storage, good until the
 * next call. Functions of the loader return NULL or such a reason.
 */
const char *failure(const char *step, int error);

/* Nanoseconds of a clock that only goes forward while nobody sets the time. */
uint64_t now_ns(void);

/* Milliseconds since then, and since the kernel was started. */
uint32_t ms_since(uint64_t start_ns);
uint32_t ms_since_boot(void);

#endif
