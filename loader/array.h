/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_ARRAY_H
#define LOADER_ARRAY_H

#include "loader/image-reader.h"

/*
 * Is each disk of the md arrays there that the image's device lies on? The mark would be taken
 * off none that is missing, and the restored kernel would believe in it all the same. NULL or
 * the reason; then image->outcome is failed.
 */
const char *array_check_complete(struct image *image);

#endif
