/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_CHECK_H
#define LOADER_CHECK_H

#include "loader/settings.h"

/*
 * Verify a whole image on a device, or on a file that is a copy of one, without
 * /dev/snapshot, and print what is found. The exit status: 0, 1 or 3 for no image.
 */
int check(const struct settings *settings);

#endif
