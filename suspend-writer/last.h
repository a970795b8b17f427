/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_LAST_H
#define WRITER_LAST_H

#include "suspend-writer/options.h"

#define LAST_NOT_RESUMED 4

/*
 * Print what became of the last hibernation. 0 if it was resumed, else LAST_NOT_RESUMED;
 * -1 after saying why nothing is known.
 */
int last(const struct options *options);

#endif
