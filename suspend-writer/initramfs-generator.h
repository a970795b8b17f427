/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_INITRAMFS_GENERATOR_H
#define WRITER_INITRAMFS_GENERATOR_H

#include <stddef.h>

enum initramfs_generator_kind { INITRAMFS_TOOLS, DRACUT, MKINITCPIO };

/* What makes an initramfs. */
struct initramfs_generator {
	enum initramfs_generator_kind kind;
	const char *name;
	const char *program;
	const char *hook;    /* path of what has it take the loader */
	const char *package; /* that brings the hook */
};

/* The one that makes what is booted here; NULL if none is known. */
const struct initramfs_generator *initramfs_generator(void);

int initramfs_generator_has_hook(const struct initramfs_generator *generator);

/*
 * The command that makes the image anew, image may be empty; or what is to be installed for it to
 * get the loader.
 */
void initramfs_rebuild_command(const char *release, const char *image, char *text, size_t size);

#endif
