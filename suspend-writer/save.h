/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_SAVE_H
#define WRITER_SAVE_H

#include "suspend-writer/options.h"

/*
 * Save the machine and switch it off. 0 in the restored system, and after a dry run; -1
 * after saying what failed, with the machine running as before.
 */
int save(const struct options *options);

#endif
