/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_MODULE_H
#define KERNEL_MODULE_H

/*
 * Load the kernel module in a file that is not compressed: finit_module(2). 0 or -errno;
 * -EEXIST if it is loaded or built in.
 */
int module_load(const char *path);

#endif
