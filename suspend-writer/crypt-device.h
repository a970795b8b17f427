/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_CRYPT_DEVICE_H
#define WRITER_CRYPT_DEVICE_H

#include <sys/types.h>

/* A dm-crypt device: its name, and the UUID of its LUKS header, empty if it has none. */
struct crypt_device {
	char name[128];
	char uuid[40];
};

/*
 * Does a block device lie on dm-crypt that the root filesystem does not lie on? Such a device an
 * initramfs opens only if it is told to. 1 with the first such device, or 0.
 */
int crypt_device_find(dev_t device, struct crypt_device *found);

#endif
