/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_RESUME_PLACE_H
#define KERNEL_RESUME_PLACE_H

#include <stdint.h>

/*
 * Write /sys/power/resume_offset (in pages) and /sys/power/resume. The kernel then looks for an
 * image of its own there and restores it at once: never where one could be. 0 or -errno.
 */
int resume_place_tell(unsigned int major, unsigned int minor, uint64_t offset);

#endif
