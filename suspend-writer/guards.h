/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_GUARDS_H
#define WRITER_GUARDS_H

#include <stdint.h>
#include <sys/types.h>

#include "image/guard.h"
#include "suspend-writer/lower-device.h"

/* The guards of an image: what the filesystems' telling bytes are after the snapshot. */
struct guards;

/* Room for all of them, before the freeze; NULL if there is no memory. */
struct guards *guards_new(const struct lower_devices *devices);

/*
 * Take the guards of the filesystem on a device: upper its number, fd to read it, type
 * and place as in mountinfo. 0, or -1 after saying what failed.
 */
int guards_take(struct guards *guards, dev_t upper, int fd, const char *type,
		const char *place);

/* Do all still hold? 0, or -1 after saying which does not. */
int guards_check(struct guards *guards);

/* Those taken so far, *count of them. */
const struct image_guard *guards_list(const struct guards *guards, uint64_t *count);

#endif
