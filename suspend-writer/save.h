/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_SAVE_H
#define WRITER_SAVE_H

#include "image/figures.h"
#include "suspend-writer/options.h"

/*
 * Save the machine and switch it off. 0 in the restored system, and after a dry run; -1
 * after saying what failed, with the machine running as before.
 */
int save(const struct options *options);

/* The same, and what it took. */
int save_with_figures(const struct options *options, struct image_figures *figures);

#endif
