/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_BOOT_PARAMETER_H
#define KERNEL_BOOT_PARAMETER_H

/* Whether a word of the kernel command line keeps the kernel from hibernating. It forbids a resume, too. */
int boot_parameter_forbids_hibernation(const char *word);

/* Whether one keeps it from resuming. */
int boot_parameter_forbids_resume(const char *word);

#endif
