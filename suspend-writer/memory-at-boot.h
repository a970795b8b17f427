/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_MEMORY_AT_BOOT_H
#define WRITER_MEMORY_AT_BOOT_H

#include <stddef.h>
#include <stdint.h>

/*
 * The kernel restores an image only where it counts as many pages of memory as when it made it:
 * check_header(), kernel/power/snapshot.c. It does so as early as the loader runs, and memory that
 * was plugged in or taken away later is not what the next boot's loader has; or the firmware tells
 * of it then, and the kernel refuses the image for that.
 */
struct memory_at_boot {
	uint64_t then, now; /* pages; then is 0 if no loader ran at this boot */
};

/* 1 if they differ, or 0. */
int memory_at_boot_differs(struct memory_at_boot *memory);

/* One line on what differs. */
void memory_at_boot_describe(const struct memory_at_boot *memory, char *text, size_t size);

/* 0, or -1 after saying that the next boot's kernel would refuse the image. */
int memory_at_boot_check(void);

#endif
