/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_SETUP_PROGRAM_H
#define ADMINISTRATION_SETUP_PROGRAM_H

#include <stddef.h>

/* Programs of the system, without a shell. */

/* The path of a program in the usual directories; 0, or -1 if it is in none. */
int setup_program_find(const char *name, char *path, size_t size);

/*
 * Run it to its end; arguments[0] is a name. 0, or -1 after saying what failed, with what
 * the program has said.
 */
int setup_program_run(const char *const *arguments);

#endif
