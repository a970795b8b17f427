// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/crypt-device.h"

#include <stdio.h>
#include <string.h>

#include "suspend-writer/root-stack.h"
#include "suspend-writer/sys-device.h"

#define DEPTH_MAX 16
#define DEVICES_MAX 64

/* cryptsetup's names: CRYPT-, the type, for LUKS the header's UUID without dashes, the name. */
#define PREFIX "CRYPT-"
#define LUKS_PREFIX "CRYPT-LUKS"
#define UUID_DIGITS 32

struct devices {
	dev_t numbers[DEVICES_MAX];
	int count;
};

static int is_crypt(const struct sys_device *device)
{
	char name[160];

	return !strncmp(sys_device_read(device, "dm/uuid", name, sizeof(name)), PREFIX,
			strlen(PREFIX));
}

/* The dm-crypt devices that this one is built of, itself included. */
static void collect(dev_t number, int depth, struct devices *found)
{
	struct sys_device device;
	dev_t slaves[DEVICES_MAX];
	int count;

	if (depth == DEPTH_MAX || sys_device_find(number, &device) < 0)
		return;
	if (is_crypt(&device) && found->count < DEVICES_MAX)
		found->numbers[found->count++] = number;
	if (sys_device_has(&device, "partition"))
		collect(sys_device_number(&device, "../dev"), depth + 1, found);
	count = sys_device_slaves(&device, slaves, DEVICES_MAX);
	for (int i = 0; i < count; i++)
		collect(slaves[i], depth + 1, found);
}

static void read_uuid(const struct sys_device *device, struct crypt_device *found)
{
	char name[160], *digits;
	int used = 0;

	sys_device_read(device, "dm/uuid", name, sizeof(name));
	digits = strchr(name + strlen(PREFIX), '-');
	if (strncmp(name, LUKS_PREFIX, strlen(LUKS_PREFIX)) || !digits ||
	    strlen(digits) <= UUID_DIGITS)
		return;
	digits++;
	for (int i = 0; i < UUID_DIGITS; i++)
		used += sprintf(found->uuid + used, "%s%c",
				i == 8 || i == 12 || i == 16 || i == 20 ? "-" : "", digits[i]);
}

static void describe(dev_t number, struct crypt_device *found)
{
	struct sys_device device;

	memset(found, 0, sizeof(*found));
	if (sys_device_find(number, &device) < 0)
		return;
	sys_device_read(&device, "dm/name", found->name, sizeof(found->name));
	read_uuid(&device, found);
}

int crypt_device_find(dev_t device, struct crypt_device *found)
{
	struct devices below = { .count = 0 };

	collect(device, 0, &below);
	for (int i = 0; i < below.count; i++)
		if (!root_stack_has(below.numbers[i])) {
			describe(below.numbers[i], found);
			return 1;
		}
	return 0;
}
