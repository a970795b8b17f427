/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_INITRAMFS_CACHE_H
#define WRITER_INITRAMFS_CACHE_H

#include <stdio.h>

#include "suspend-writer/command.h"

/* What a listing of an initramfs image told, for as long as the image stays as it is. */
struct initramfs_cache {
	char name[640], part[648]; /* the file, and one that may become it */
	char state[160];           /* of the image */
	int is_recent;             /* it may change again without a trace */
	FILE *file;
};

/* Of an image, whether there is a file for it or not. 0, or -errno if there is no image. */
int initramfs_cache_find(struct initramfs_cache *cache, const char *image);

/* Take all lines. 1, or 0 if there are none for this state, or not all: then some may have been taken. */
int initramfs_cache_read(const struct initramfs_cache *cache, command_line *take, void *context);

/* Write the lines anew, to the file that this returns; NULL if it cannot be had. */
FILE *initramfs_cache_begin(struct initramfs_cache *cache);

/* They are complete, or useless. */
void initramfs_cache_end(struct initramfs_cache *cache, int complete);

#endif
