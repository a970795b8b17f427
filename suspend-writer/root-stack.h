/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_ROOT_STACK_H
#define WRITER_ROOT_STACK_H

#include <sys/types.h>

/*
 * Is a block device the root filesystem's, or one that this is built of, or its disk? Then this
 * boot has shown that the initramfs has it. 1 or 0
 */
int root_stack_has(dev_t device);

#endif
