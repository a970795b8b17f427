/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_SWAP_ACTIVATION_H
#define WRITER_SWAP_ACTIVATION_H

#include "suspend-writer/options.h"

/*
 * With hibernate_only the area is active only while it is needed. It gets the lowest
 * priority, so that nothing else moves to it.
 */

/* 1 if it was activated, 0 if it need not be, -1 after saying why it cannot. */
int swap_activation_begin(const struct options *options);

/* Deactivate what was activated, once the machine runs again; a failure is a note. */
void swap_activation_end(const struct options *options, int activated);

#endif
