/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_SETUP_H
#define ADMINISTRATION_SETUP_H

#include "suspend-writer/options.h"

/*
 * Prepare the system so that it can hibernate and resume, say what would be done, or take
 * back what was done, as the options say. 0, or -1 after saying what failed; what was done
 * until then has been taken back.
 */
int setup(const struct options *options);

#endif
