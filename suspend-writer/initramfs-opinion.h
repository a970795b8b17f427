/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_INITRAMFS_OPINION_H
#define WRITER_INITRAMFS_OPINION_H

#include "suspend-writer/options.h"

/* What an initramfs could do about an image, best first. */
enum initramfs_verdict {
	INITRAMFS_CURRENT,        /* it runs the installed loader, with the present settings */
	INITRAMFS_OTHER_LOADER,   /* it runs a loader, which is not known to be that one */
	INITRAMFS_OTHER_SETTINGS, /* its loader has been told something else */
	INITRAMFS_NOT_RUN,        /* nothing runs its loader */
	INITRAMFS_NO_LOADER,
	INITRAMFS_UNKNOWN,        /* nobody knows what is in it */
};

struct initramfs_opinion {
	enum initramfs_verdict verdict;
	char found[800]; /* a sentence */
	char cure[256];  /* a command; empty if it is current */
};

/*
 * Look at the images of a kernel, of which the worst counts. If it is the running one and they
 * cannot be looked at, what this boot has left counts. 0, or -EINTR if interrupt_check() says so.
 */
int initramfs_judge(const char *release, int running, struct initramfs_opinion *opinion);

/* 1 if no image would be loaded: other settings matter only where they name the area. */
int initramfs_is_useless(const struct initramfs_opinion *opinion, const struct options *options);

/*
 * Can the initramfs of the running kernel resume what is about to be saved? 0, perhaps with a
 * note, or -1 after saying why not.
 */
int initramfs_check(const struct options *options);

#endif
