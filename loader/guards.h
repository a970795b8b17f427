/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_GUARDS_H
#define LOADER_GUARDS_H

#include "loader/image-reader.h"

/*
 * Are all filesystems still as the saved system left them? Devices that are not there yet
 * are waited for, so many seconds in all. NULL, or the reason not to restore the image; one
 * that is missing or cannot be read sets image->outcome to failed.
 */
const char *guards_check(struct image *image, unsigned int seconds);

#endif
