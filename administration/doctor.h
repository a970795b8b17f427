/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_DOCTOR_H
#define ADMINISTRATION_DOCTOR_H

#include "suspend-writer/options.h"

#define DOCTOR_UNKNOWN 4

/*
 * Look at all that a hibernation and the resume need, and print what was found. 0 if a
 * hibernation now would come back; DOCTOR_UNKNOWN if only a boot shows that; -1 if it would not,
 * or after saying why not all was looked at.
 */
int doctor(const struct options *options);

#endif
