/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_SETUP_INITRAMFS_H
#define ADMINISTRATION_SETUP_INITRAMFS_H

#include "administration/setup-step.h"

/* Can the initramfs get the loader? 0, or -1 after saying what is missing for that. */
int setup_initramfs_check(void);

/*
 * Before anything is changed that goes into the initramfs: note it, so that --undo makes the
 * initramfs anew after the change has been taken back. 0, or -1 after saying what failed.
 */
int setup_initramfs_will_change(struct setup *setup);

/* Make it anew for all kernels, with what the system does that with. 0 or -1 said. */
int setup_initramfs_rebuild(void);

#endif
