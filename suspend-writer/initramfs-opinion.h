/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_INITRAMFS_OPINION_H
#define WRITER_INITRAMFS_OPINION_H

#include "suspend-writer/options.h"

/* What an initramfs could do about an image, best first. */
enum initramfs_verdict {
	INITRAMFS_CURRENT,        /* it runs the installed loader, with the present settings */
	INITRAMFS_OTHER_POLICY,   /* but for what becomes of an image that cannot be loaded */
	INITRAMFS_OTHER_LOADER,   /* it runs a loader, which is not known to be that one */
	INITRAMFS_OTHER_ADDRESS,  /* its loader has been told another area */
	INITRAMFS_NOT_RUN,        /* nothing runs its loader */
	INITRAMFS_NO_LOADER,
	INITRAMFS_UNKNOWN,        /* nobody knows what is in it */
};

struct initramfs_opinion {
	enum initramfs_verdict worst, best; /* of several images of one kernel */
	char found[800]; /* a sentence about the worst */
	char cure[256];  /* a command; empty if it is current */
};

/*
 * Look at the images of a kernel. If it is the running one and they cannot be looked at, what
 * this boot has left counts. 0, or -EINTR if interrupt_check() says so.
 */
int initramfs_judge(const char *release, int running, struct initramfs_opinion *opinion);

/* 1 if such an initramfs would not load the image. What the kernel command line says, it need not know. */
int initramfs_is_useless(enum initramfs_verdict verdict, const struct options *options);

/*
 * Can the initramfs of the running kernel resume what is about to be saved? 0, perhaps with a
 * note, or -1 after saying why not.
 */
int initramfs_check(const struct options *options);

#endif
