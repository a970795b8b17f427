/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CONFIG_DEVICE_NAME_H
#define CONFIG_DEVICE_NAME_H

#include <stddef.h>

/*
 * Where udev links a device named by path, UUID=, LABEL=, PARTUUID= or PARTLABEL=: the
 * grammar of resume=, for both programs. 0, or -1 if the path does not fit into size bytes.
 */
int device_path(const char *name, char *path, size_t size);

/* 1 if it is one of these: a path below /dev, or a tag with something behind it. */
int device_name_known(const char *name);

#endif
