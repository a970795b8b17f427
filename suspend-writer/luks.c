// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/luks.h"

#include <stdlib.h>
#include <string.h>

#include <blkid.h>

/* cryptsetup's names: CRYPT-LUKS1- or -LUKS2-, the header's UUID without dashes, -, a name. */
#define PREFIX "CRYPT-LUKS"
#define PREFIX_SIZE strlen("CRYPT-LUKS2-")

/* Are these the same, but for the dashes of the first, and does the second end with one? */
static int is_same_uuid(const char *dashed, const char *plain)
{
	for (; *dashed; dashed++)
		if (*dashed != '-' && *dashed != *plain++)
			return 0;
	return *plain == '-';
}

static int has_header(blkid_probe probe, const char *plain_uuid)
{
	const char *type = NULL, *uuid = NULL;

	blkid_probe_enable_superblocks(probe, 1);
	blkid_probe_set_superblocks_flags(probe, BLKID_SUBLKS_TYPE | BLKID_SUBLKS_UUID);
	return blkid_do_safeprobe(probe) == 0 &&
	       blkid_probe_lookup_value(probe, "TYPE", &type, NULL) == 0 &&
	       blkid_probe_lookup_value(probe, "UUID", &uuid, NULL) == 0 &&
	       !strcmp(type, "crypto_LUKS") && is_same_uuid(uuid, plain_uuid);
}

int luks_holds_key(const struct sys_device *device)
{
	char name[160], *node;
	blkid_probe probe;
	dev_t slaves[2];
	int found;

	sys_device_read(device, "dm/uuid", name, sizeof(name));
	if (strncmp(name, PREFIX, strlen(PREFIX)) || strlen(name) < PREFIX_SIZE ||
	    sys_device_slaves(device, slaves, 2) != 1)
		return 0;
	node = blkid_devno_to_devname(slaves[0]);
	probe = node ? blkid_new_probe_from_filename(node) : NULL;
	free(node);
	if (!probe)
		return 0;
	found = has_header(probe, name + PREFIX_SIZE);
	blkid_free_probe(probe);
	return found;
}
