/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_BLOCK_STACK_H
#define WRITER_BLOCK_STACK_H

#include <sys/types.h>

/* What a block device is, itself or somewhere in what it is built of. */
enum block_stack_kind {
	BLOCK_STACK_DISK,
	BLOCK_STACK_VOLATILE,   /* zram, ram: lost at power-off */
	BLOCK_STACK_FREEZABLE,  /* loop: its work queue stands still after the snapshot */
	BLOCK_STACK_SERVED,     /* nbd, ublk, loop on FUSE: served by a process, which is frozen */
};

/* *name: static storage, the sort of device that decided, NULL for a disk. */
enum block_stack_kind block_stack_examine(dev_t device, const char **name);

#endif
