// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/dm-table.h"

#include <stddef.h>
#include <sys/sysmacros.h>

struct dm_task *dm_table_read(dev_t device)
{
	struct dm_task *task = dm_task_create(DM_DEVICE_TABLE);

	if (task && dm_task_set_major(task, (int)major(device)) &&
	    dm_task_set_minor(task, (int)minor(device)) && dm_task_run(task))
		return task;
	if (task)
		dm_task_destroy(task);
	return NULL;
}
