/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_KERNEL_PARAMETERS_H
#define WRITER_KERNEL_PARAMETERS_H

#include <stdint.h>

/* What a kernel command line says of hibernation. */
struct kernel_parameters {
	char resume[256];    /* empty if it names none */
	uint64_t offset;     /* resume_offset= of that resume=, in pages; 0 if it names none */
	int bad;             /* resume= is too long, or resume_offset= no number */
	int noresume;        /* also by hibernate=noresume, and by what sets the next */
	int nohibernate;     /* also by hibernate=no */
};

/* Of the running kernel. */
void kernel_parameters_read(struct kernel_parameters *parameters);

/*
 * Of the next boot's kernel, as far as the files tell from which boot loaders' menus are made:
 * the first that names a resume=.
 */
void kernel_parameters_read_next(struct kernel_parameters *parameters);

#endif
