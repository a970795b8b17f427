/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_MODULE_H
#define KERNEL_MODULE_H

/*
 * Load a kernel module: finit_module(2). One whose name does not end in .ko the kernel must
 * decompress, for which it needs CONFIG_MODULE_DECOMPRESS. 0 or -errno; -EEXIST if it is
 * loaded or built in.
 */
int module_load(const char *path);

#endif
