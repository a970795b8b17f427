/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_SYS_DEVICE_H
#define WRITER_SYS_DEVICE_H

#include <stddef.h>
#include <sys/types.h>

/* A block device as sysfs shows it: its number, its folder, its name in the kernel. */
struct sys_device {
	dev_t number;
	char path[4096];
	const char *name; /* in path */
};

/* 0, or -errno. */
int sys_device_find(dev_t number, struct sys_device *device);

/* Is there such an attribute or folder? */
int sys_device_has(const struct sys_device *device, const char *attribute);

/* The first line of an attribute, in text; empty if it cannot be read. */
const char *sys_device_read(const struct sys_device *device, const char *attribute, char *text,
			    size_t size);

/* A device number that an attribute holds, 0 if none. */
dev_t sys_device_number(const struct sys_device *device, const char *attribute);

/* The number of devices that this one is built of; at most max of them. */
int sys_device_slaves(const struct sys_device *device, dev_t *slaves, int max);

#endif
