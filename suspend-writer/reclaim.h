/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_RECLAIM_H
#define WRITER_RECLAIM_H

#include <stdint.h>

/* Bytes of page cache that are always left. */
#define RECLAIM_COLD_MIN ((uint64_t)16 << 20)

/*
 * Have the kernel give up memory until no more than so many bytes are in use; while everything still runs,
 * for with all frozen it takes longer and takes more than it has to. For some seconds at most. Needs control
 * groups of version 2 and Linux 5.19, without which nothing happens:
 * Documentation/admin-guide/cgroup-v2.rst, memory.reclaim.
 */

/* Of page cache, what was not used for the longest time first. */
void reclaim_cold(uint64_t bytes);

/* Of all there is, what the kernel thinks best: page cache that is used, and what it can swap out. */
void reclaim_any(uint64_t bytes);

#endif
