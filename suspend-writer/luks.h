/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_LUKS_H
#define WRITER_LUKS_H

#include "suspend-writer/sys-device.h"

/*
 * Was this dm-crypt device opened from the LUKS header that the one device below it begins
 * with? Then its key is there again at the next boot; a plain one's may have been random.
 */
int luks_holds_key(const struct sys_device *device);

#endif
