/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_DEVICE_H
#define LOADER_DEVICE_H

/* Is there a block device, or a regular file, at path? */
int device_present(const char *path);

/*
 * Wait until the condition holds, but no longer than *left_ms, which is counted down; time
 * in which somebody is being asked for a passphrase does not count, and after it the time
 * begins anew. 1 if it holds, else 0.
 */
int wait_until(int (*condition)(void *context), void *context, unsigned int *left_ms);

/* Wait up to so many seconds, likewise. 1 when the device is there, else 0. */
int device_wait(const char *path, unsigned int seconds);

#endif
