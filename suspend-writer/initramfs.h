/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_INITRAMFS_H
#define WRITER_INITRAMFS_H

#include <stddef.h>

#define INITRAMFS_IMAGES_MAX 8
/* What hibernate-load leaves in an initramfs; /run outlives the change of root. */
#define INITRAMFS_NOTE "/run/resume-loader"

/* An initramfs image, and what is in it as far as it concerns us. */
struct initramfs {
	char image[512];    /* path */
	int has_loader;
	int has_settings;   /* a hibernate.conf */
	int is_run;         /* the loader, by a hook or a unit */
	char holds[64];     /* what hibernate-contents said when it was made; empty if nothing */
};

/*
 * Where distributions put the images of a kernel release: fills in the paths of those that
 * are there, and returns how many.
 */
int initramfs_find(const char *release, struct initramfs *images, int max);

/*
 * Fill in the rest from a listing, which takes seconds and is kept on the disk. 0, -ENOENT if no
 * tool is there that can list the image, -ETIMEDOUT, or -EINTR if interrupt_check() says so.
 */
int initramfs_read(struct initramfs *image);

/* The one that this system was booted with, if it ran the loader, without path; or -ENOENT. */
int initramfs_of_this_boot(struct initramfs *image);

#endif
