/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_RESUME_H
#define LOADER_RESUME_H

#include "loader/settings.h"

/*
 * Resume, if there is an image; then it does not return. The exit status: 0 if there is
 * none, 1 if it could not be used, which has then been said and settled.
 */
int resume(const struct settings *settings);

#endif
