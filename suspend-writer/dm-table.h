/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_DM_TABLE_H
#define WRITER_DM_TABLE_H

#include <sys/types.h>

#include <libdevmapper.h>

/*
 * The table of a device of the device mapper, for dm_get_next_target() and then
 * dm_task_destroy(); NULL if it cannot be read.
 */
struct dm_task *dm_table_read(dev_t device);

#endif
