/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_RESUME_DEVICE_H
#define WRITER_RESUME_DEVICE_H

#include <sys/types.h>

/* The block device that a resume= names, by the loader's grammar; 0 if there is none. */
dev_t resume_device(const char *resume);

#endif
