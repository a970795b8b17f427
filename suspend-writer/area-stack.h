/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_AREA_STACK_H
#define WRITER_AREA_STACK_H

#include <sys/types.h>

/*
 * May an image be written to this block device? Everything that it is built of must leave its
 * disks alone after the snapshot, and must be there again, with its key, at the next boot.
 *
 * NULL, or what the device lies on and why that will not do, to follow "it lies on": static
 * storage, good until the next call. What cannot be told will not do.
 */
const char *area_stack_refusal(dev_t device);

#endif
