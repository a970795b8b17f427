/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_DEVICE_AT_BOOT_H
#define WRITER_DEVICE_AT_BOOT_H

#include <stddef.h>

/* Was the device of the area there when the initramfs of this boot ran the loader? */
enum device_at_boot {
	DEVICE_UNTOLD,    /* it ran none, or one that was told another device */
	DEVICE_UNOPENED,  /* nor is it told, and the device is an encrypted one of its own */
	DEVICE_FOUND,
	DEVICE_MISSING,
};

/*
 * What became of the device that resume= names. Unless it was found, found is a sentence and cure
 * what helps, in one line; of 512 bytes each. Both are empty for DEVICE_UNTOLD.
 */
enum device_at_boot device_at_boot(const char *resume, char *found, char *cure);

/* 0, perhaps with a note, or -1 after saying that the next boot would miss it as well. */
int device_at_boot_check(const char *resume);

#endif
