/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_ATTEMPT_H
#define LOADER_ATTEMPT_H

#include "loader/image-reader.h"

/*
 * NULL, or the reason why nothing may be restored now: a mounted filesystem would be
 * overwritten behind the kernel's back.
 */
const char *check_nothing_mounted(void);

/*
 * Check an image, load it and restore it, in a child process that waits at most so many
 * seconds for the guarded filesystems. Returns only if that failed, with the reason, static
 * storage; sets image->outcome and the figures of the mark.
 */
const char *attempt_in_child(struct image *image, unsigned int guards_timeout);

#endif
