/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_MACHINE_H
#define WRITER_MACHINE_H

#include <stddef.h>
#include <stdint.h>

#include "image/header.h"

/* Say why this machine cannot hibernate now and return -1; 0 if nothing forbids it. */
int machine_check(void);

/* What keeps the kernel from hibernating, as far as it can be told before; empty if nothing. */
#define MACHINE_OBSTACLE_SIZE 256
void machine_obstacle(char *text, size_t size);

/* /sys/power/disk says so, whatever the reason; there is none without CONFIG_HIBERNATION. 1 or 0 */
int machine_is_forbidden(void);

/* Why opening /dev/snapshot was refused with EPERM; static storage. */
const char *machine_why_forbidden(void);

/* Fill in what identifies machine, boot and kernel. 0, or -1 after saying why not. */
int machine_describe(struct image_info *info);

/* Processors that this process may run on. */
unsigned int machine_processors(void);

/* Bytes of memory in use that no reclaim can drop: the least that an image holds. */
uint64_t machine_memory_in_use(void);

/* Bytes of memory that the kernel manages. */
uint64_t machine_memory_total(void);

/* Bytes of memory that nobody uses. */
uint64_t machine_memory_free(void);

/* Bytes of page cache that nobody has used lately. */
uint64_t machine_memory_cold(void);

/* Bytes of memory that are set aside for a crash kernel. */
uint64_t machine_crash_kernel_size(void);

/* /sys/power/reserved_size in bytes: for drivers that allocate while devices are stopped. */
uint64_t machine_reserved_size(void);

/* /sys/power/image_size in bytes. */
uint64_t machine_image_size(void);
void machine_set_image_size(uint64_t bytes);

/* Monotonic seconds. */
double machine_seconds(void);

/* Seconds since boot that the machine was suspended or hibernated. */
double machine_seconds_asleep(void);

/*
 * Whoever was frozen by another hibernation goes on in the restored system, which nobody
 * wants to be hibernated again. asleep: machine_seconds_asleep() when it was asked for.
 * 0, or -1 after saying so.
 */
int machine_check_awake_since(double asleep);

#endif
