/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_SETUP_ACTIVATION_H
#define ADMINISTRATION_SETUP_ACTIVATION_H

/* Is the swap area at path active; does a boot activate it? 1 or 0 */
int setup_area_is_active(const char *path);
int setup_area_is_in_fstab(const char *path);

/* What is so already, or a path that is gone, is no failure. 0, or -1 after saying what failed. */
int setup_area_deactivate(const char *path);

/* A priority below 0 is what the kernel gives by itself. */
int setup_area_reactivate(const char *path, int priority);

#endif
