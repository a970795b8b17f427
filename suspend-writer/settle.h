/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_SETTLE_H
#define WRITER_SETTLE_H

#include <sys/types.h>

#include "suspend-writer/options.h"
#include "suspend-writer/record.h"

/*
 * After a boot, before the swap areas are activated: take back any mark of ours that
 * still stands, for its image is stale from now on, and note what became of the last
 * hibernation. 0, or -1 after saying what failed.
 */
int settle(const struct options *options);

/*
 * If nobody has said what became of a hibernation, find out from its swap area and set
 * the record's outcome and reason. 1 if they were set, 0 if they were known or it is under
 * way.
 */
int settle_find_outcome(struct record *record);

/*
 * logind offers to hibernate when the kernel knows an area, and the kernel looks for an image of its
 * own in one that it is told. With a header of plain swap there is none; without, it is not told.
 */
void settle_tell_kernel(dev_t device, uint64_t offset);

#endif
