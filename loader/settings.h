/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_SETTINGS_H
#define LOADER_SETTINGS_H

#include <stdint.h>

enum action { ACTION_RESUME, ACTION_GIVE_UP, ACTION_CHECK, ACTION_FIND };
enum failure_policy { POLICY_DISCARD, POLICY_RETRY, POLICY_HALT };

/*
 * What to do, from the arguments, else the kernel command line, else the configuration
 * in the initramfs.
 */
struct settings {
	enum action action;
	char device[256];             /* path or TAG=value; empty if none is named */
	uint64_t offset;              /* pages from the device's start to the swap header */
	const char *source;           /* what says both */
	int misnamed;                 /* what names them cannot be right, which has been said */
	unsigned int device_timeout;  /* seconds to wait for the device */
	unsigned int guards_timeout;  /* and for those of the guarded filesystems */
	enum failure_policy on_failure;
	unsigned int attempts;        /* loads of one image before it is given up */
	int noresume;
	int quiet;
};

/* 0; 1 if it has answered by itself (--help, --version); -1 after saying what is wrong. */
int settings_read(struct settings *settings, int argc, char **argv);

/* Take over what the text of a kernel command line says; the text is cut to pieces. */
void settings_from_command_line(struct settings *settings, char *text);

/* Both as they were named, and where: what to look at if they are wrong. */
const char *settings_place(const struct settings *settings);

#endif
