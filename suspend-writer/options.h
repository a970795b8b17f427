/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_OPTIONS_H
#define WRITER_OPTIONS_H

#include <stdint.h>
#include <time.h>

#include "image/header.h"

enum verb { VERB_SAVE, VERB_SHOW, VERB_LAST, VERB_SETTLE, VERB_SETUP, VERB_DOCTOR };

/* Who says where the loader will look. */
enum resume_source {
	RESUME_FROM_NOBODY,
	RESUME_FROM_FILE,              /* hibernate.conf */
	RESUME_FROM_COMMAND_LINE,      /* of the running kernel */
	RESUME_FROM_NEXT_COMMAND_LINE, /* as the boot loader is set up */
};

/* What the configuration file and the command line ask for; the latter wins. */
struct options {
	enum verb verb;
	enum image_power_mode mode;
	char swap[512];         /* path of the area; empty: choose one */
	int dry_run;
	int foreground;         /* stay on the terminal also over ssh */
	time_t wake;            /* when the clock shall wake the machine; 0: not at all */
	int force;              /* whatever the next boot is thought to do with the image */
	int quiet;
	int json;
	int image_size_given;
	uint64_t image_size;    /* bytes that the kernel should aim at */
	int level;              /* of zstd, or LEVEL_ADAPTIVE */
	unsigned int threads;   /* 0: one for each processor */
	unsigned int time_limit; /* seconds from the start to the mark; 0: none */
	char resume[256];       /* where the loader will look; empty if nothing says it */
	enum resume_source resume_source;
	uint64_t resume_offset; /* pages */
	int hibernate_only;     /* the area is active only while it is needed */
	int hibernate_only_given; /* by the command line */
	uint64_t size;          /* setup: bytes of the swap file; 0: as large as memory */
	int undo;               /* setup: take it back */
	unsigned int given;     /* options of the command line, as bits of a table */
	char mistake[256];      /* the first in the configuration file; empty if there is none */
};

/*
 * 0; 1 if it has answered by itself (--help, --version); -1 after saying what is wrong. A mistake in
 * the configuration file is no obstacle to settle and setup --undo, and not said to doctor.
 */
int options_read(struct options *options, int argc, char **argv);

#endif
