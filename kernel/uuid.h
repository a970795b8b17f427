/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_UUID_H
#define KERNEL_UUID_H

#include <stdint.h>

/* Of this boot: proc_sys_kernel(5). */
#define BOOT_ID_FILE "/proc/sys/kernel/random/boot_id"
/* Of the machine, from its firmware; readable by root: drivers/firmware/dmi-id.c. */
#define MACHINE_UUID_FILE "/sys/class/dmi/id/product_uuid"

/* Read a UUID in its text form from a file; all zero if there is none. */
void uuid_read(const char *file, uint8_t uuid[16]);

#endif
