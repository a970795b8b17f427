/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_DOCTOR_H
#define ADMINISTRATION_DOCTOR_H

#include "suspend-writer/options.h"

/*
 * Look at all that a hibernation and the resume need, and print what was found. 0 if a
 * hibernation now would come back; -1 if not, or after saying why it cannot be told.
 */
int doctor(const struct options *options);

#endif
