/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_CONSOLES_H
#define KERNEL_CONSOLES_H

#define CONSOLES_FILE "/proc/consoles"
#define CONSOLES_MAX 8

/*
 * Open all terminals that the kernel prints to, as a file like /proc/consoles names them, without
 * blocking. access: O_RDONLY or O_WRONLY. Returns how many are in fds.
 */
int consoles_open(const char *path, int access, int fds[CONSOLES_MAX]);

#endif
