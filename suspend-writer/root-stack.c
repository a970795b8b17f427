// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/root-stack.h"

#include <sys/stat.h>

#include <libmount.h>

#include "suspend-writer/sys-device.h"

#define DEPTH_MAX 16
#define SLAVES_MAX 64

static dev_t block_device_at(const char *path)
{
	struct stat status;

	return path && stat(path, &status) == 0 && S_ISBLK(status.st_mode) ? status.st_rdev : 0;
}

/* The number that stat() tells is not that of a block device on btrfs. */
static dev_t root_device(void)
{
	struct libmnt_table *table = mnt_new_table_from_file("/proc/self/mountinfo");
	struct libmnt_fs *root = table ? mnt_table_find_target(table, "/", MNT_ITER_BACKWARD) : NULL;
	dev_t device = root ? block_device_at(mnt_fs_get_source(root)) : 0;

	mnt_unref_table(table);
	return device;
}

static int is_built_of(dev_t number, dev_t wanted, int depth)
{
	struct sys_device device;
	dev_t slaves[SLAVES_MAX];
	int count, found = 0;

	if (number == wanted)
		return 1;
	if (depth == DEPTH_MAX || sys_device_find(number, &device) < 0)
		return 0;
	if (sys_device_has(&device, "partition"))
		return is_built_of(sys_device_number(&device, "../dev"), wanted, depth + 1);
	count = sys_device_slaves(&device, slaves, SLAVES_MAX);
	for (int i = 0; i < count && !found; i++)
		found = is_built_of(slaves[i], wanted, depth + 1);
	return found;
}

int root_stack_has(dev_t device)
{
	dev_t root = root_device();

	return device && root && is_built_of(root, device, 0);
}
