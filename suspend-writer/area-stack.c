// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/area-stack.h"

#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "suspend-writer/block-stack.h"
#include "suspend-writer/dm-table.h"
#include "suspend-writer/luks.h"
#include "suspend-writer/sys-device.h"

#define DEPTH_MAX 16
#define SLAVES_MAX 64

#define OWN_WRITER "which goes on writing by itself after the snapshot"
#define UNKNOWN "which is not known to leave its disks alone after the snapshot"
#define NETWORK "which needs a network, and the machine resumes without one"

static const char *judge(dev_t number, int depth);

static const char *refuse(const char *kind, const char *name, const char *why)
{
	static char text[256];

	snprintf(text, sizeof(text), "%s (%.40s), %s", kind, name, why);
	return text;
}

static const char *judge_slaves(const struct sys_device *device, int depth)
{
	dev_t slaves[SLAVES_MAX];
	int count = sys_device_slaves(device, slaves, SLAVES_MAX);
	const char *refusal = NULL;

	if (count == 0 || count == SLAVES_MAX)
		return refuse("devices that cannot be told", device->name, UNKNOWN);
	for (int i = 0; i < count && !refusal; i++)
		refusal = judge(slaves[i], depth + 1);
	return refusal;
}

/* A target of the device mapper. */
static const char *judge_target(const struct sys_device *device, const char *type)
{
	static const struct { const char *type, *kind; } writers[] = {
		{ "thin", "dm-thin" }, { "thin-pool", "dm-thin" },
		{ "snapshot", "dm-snapshot" }, { "snapshot-origin", "dm-snapshot" },
		{ "snapshot-merge", "dm-snapshot" }, { "cache", "dm-cache" },
		{ "writecache", "dm-writecache" }, { "integrity", "dm-integrity" },
		{ "raid", "dm-raid" }, { "mirror", "dm-mirror" },
	};
	char kind[64];

	if (!strcmp(type, "linear") || !strcmp(type, "striped"))
		return NULL;
	if (!strcmp(type, "crypt"))
		return luks_holds_key(device) ? NULL :
		       refuse("dm-crypt without a LUKS header", device->name,
			      "whose key may be gone at the next boot");
	for (size_t i = 0; i < sizeof(writers) / sizeof(writers[0]); i++)
		if (!strcmp(type, writers[i].type))
			return refuse(writers[i].kind, device->name, OWN_WRITER);
	snprintf(kind, sizeof(kind), "device mapper target %.32s", type);
	return refuse(kind, device->name, UNKNOWN);
}

static const char *judge_mapped(const struct sys_device *device, int depth)
{
	struct dm_task *task = dm_table_read(device->number);
	const char *refusal = NULL;
	char *type, *parameters;
	uint64_t start, length;
	void *next = NULL;

	if (!task)
		return refuse("a device whose table cannot be read", device->name, UNKNOWN);
	do {
		next = dm_get_next_target(task, next, &start, &length, &type, &parameters);
		refusal = judge_target(device, type ? type : "none");
	} while (next && !refusal);
	dm_task_destroy(task);
	return refusal ? refusal : judge_slaves(device, depth);
}

/*
 * Each disk of a RAID1 holds all of the image, if none is missing, and nothing is under way
 * of which the restored kernel would know an older state.
 */
static const char *judge_md(const struct sys_device *device, int depth)
{
	char text[64], kind[80];

	sys_device_read(device, "md/level", text, sizeof(text));
	snprintf(kind, sizeof(kind), "md %s", text);
	if (strcmp(text, "raid1"))
		return refuse(kind, device->name, "of which only RAID1 is known to keep an image whole");
	sys_device_read(device, "md/metadata_version", text, sizeof(text));
	if (!strncmp(text, "external", strlen("external")))
		return refuse("md with external metadata", device->name,
			      "which a process keeps that is frozen");
	if (strcmp(sys_device_read(device, "md/degraded", text, sizeof(text)), "0"))
		return refuse("a degraded md array", device->name,
			      "of which another disk may be there at the next boot");
	sys_device_read(device, "md/sync_action", text, sizeof(text));
	snprintf(kind, sizeof(kind), "md under %s", text);
	if (strcmp(text, "idle") && strcmp(text, "check"))
		return refuse(kind, device->name, OWN_WRITER ": wait until it has ended");
	return judge_slaves(device, depth);
}

static int is_pcie(const char *transport_file)
{
	FILE *file = fopen(transport_file, "re");
	char text[16] = "";
	int found = file && fgets(text, sizeof(text), file);

	if (file)
		fclose(file);
	return found && !strcmp(text, "pcie\n");
}

/* Is an NVMe namespace, or one of several paths to it, not on this machine's bus? */
static int is_remote_nvme(const struct sys_device *device)
{
	char pattern[sizeof(device->path) + 64];
	glob_t found = { 0 };
	int remote = 0;

	snprintf(pattern, sizeof(pattern), "%s/device/transport", device->path);
	glob(pattern, 0, NULL, &found);
	snprintf(pattern, sizeof(pattern), "%s/device/nvme*/transport", device->path);
	glob(pattern, GLOB_APPEND, NULL, &found);
	for (size_t i = 0; i < found.gl_pathc; i++)
		remote |= !is_pcie(found.gl_pathv[i]);
	globfree(&found);
	return remote;
}

static const char *judge_name(const struct sys_device *device)
{
	static const struct { const char *name, *kind, *why; } names[] = {
		{ "bcache", "bcache", OWN_WRITER }, { "zd", "a ZFS volume", OWN_WRITER },
		{ "rbd", "a network device", NETWORK }, { "rnbd", "a network device", NETWORK },
		{ "drbd", "a network device", NETWORK },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strncmp(device->name, names[i].name, strlen(names[i].name)))
			return refuse(names[i].kind, device->name, names[i].why);
	return NULL;
}

static const char *judge_disk(const struct sys_device *device)
{
	static const char *const reasons[] = {
		[BLOCK_STACK_VOLATILE] = "which loses what it holds at the power-off",
		[BLOCK_STACK_FREEZABLE] = "whose work queue stands still after the snapshot",
		[BLOCK_STACK_SERVED] = "which is served by a process that is frozen",
	};
	const char *kind, *refusal = judge_name(device);
	enum block_stack_kind sort = block_stack_examine(device->number, &kind);

	if (refusal)
		return refusal;
	if (sort != BLOCK_STACK_DISK)
		return refuse(kind, device->name, reasons[sort]);
	if (strstr(device->path, "/session"))
		return refuse("iSCSI", device->name, NETWORK);
	if (is_remote_nvme(device))
		return refuse("NVMe over fabrics", device->name, NETWORK);
	if (strstr(device->path, "/devices/virtual/block/"))
		return refuse("a virtual device", device->name, UNKNOWN);
	return NULL;
}

static const char *judge(dev_t number, int depth)
{
	struct sys_device device;

	if (depth == DEPTH_MAX || sys_device_find(number, &device) < 0)
		return refuse("a block device", "not in /sys", UNKNOWN);
	if (sys_device_has(&device, "partition"))
		return judge(sys_device_number(&device, "../dev"), depth + 1);
	if (sys_device_has(&device, "dm"))
		return judge_mapped(&device, depth);
	return sys_device_has(&device, "md") ? judge_md(&device, depth) : judge_disk(&device);
}

const char *area_stack_refusal(dev_t device)
{
	return judge(device, 0);
}
