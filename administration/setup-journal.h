/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_SETUP_JOURNAL_H
#define ADMINISTRATION_SETUP_JOURNAL_H

#include "suspend-writer/record.h"

#define JOURNAL_FILE RECORD_DIRECTORY "/setup"
#define JOURNAL_MAX 32

/* What setup has done, in a word of the file. */
enum journal_kind {
	JOURNAL_AREA,       /* chose this swap area */
	JOURNAL_DIRECTORY,  /* made a directory */
	JOURNAL_FILE_MADE,  /* made a file */
	JOURNAL_SWAP_FILE,  /* made a file with this identity: "IDENTITY PATH" */
	JOURNAL_LINK,       /* made a symbolic link */
	JOURNAL_LINES,      /* put lines into a file */
	JOURNAL_NEW_LINES,  /* into one that did not exist */
	JOURNAL_ACTIVE,     /* activated a swap area */
	JOURNAL_INACTIVE,   /* deactivated one of this priority: "PRIORITY PATH" */
	JOURNAL_INITRAMFS,  /* changed, after this, what goes into the initramfs */
	JOURNAL_UNIT,       /* enabled a systemd unit */
	JOURNAL_RESUME,     /* told the kernel of the area; it knew "MAJOR:MINOR OFFSET" */
};

struct journal_entry {
	enum journal_kind kind;
	char name[512];
};

/*
 * An entry is on the disk before what it tells of is done, so that --undo knows of it after
 * a power failure as well.
 */
struct journal {
	unsigned int count;
	struct journal_entry entries[JOURNAL_MAX];
};

/* 0, also if there is none, or -1 after saying why it cannot be read. */
int journal_read(struct journal *journal);

/* The first entry of a kind and, if not NULL, name; NULL if there is none. */
const struct journal_entry *journal_find(const struct journal *journal, enum journal_kind kind,
					 const char *name);

/* Add an entry, or take one away. 0, or -1 after saying what failed. */
int journal_add(struct journal *journal, enum journal_kind kind, const char *name);
int journal_drop(struct journal *journal, unsigned int index);

#endif
