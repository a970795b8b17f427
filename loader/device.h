/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_DEVICE_H
#define LOADER_DEVICE_H

/* Is there a block device, or a regular file, at path? */
int device_present(const char *path);

/*
 * Wait up to so many seconds, not counting those in which somebody is being asked for a
 * passphrase. 1 when the device is there, else 0.
 */
int device_wait(const char *path, unsigned int seconds);

#endif
