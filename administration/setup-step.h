/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_SETUP_STEP_H
#define ADMINISTRATION_SETUP_STEP_H

#include <stddef.h>
#include <stdint.h>

#include "administration/setup-journal.h"
#include "suspend-writer/options.h"

/* What setup is about. */
struct setup {
	const struct options *options;
	char path[512];   /* the swap area, by a name that stays the same */
	uint64_t bytes;   /* of the file to be made; 0: the area is there */
	struct journal journal;
};

/*
 * One thing that has to be so. What takes it back is the journal's matter, for only that
 * knows what was done: what is so already is somebody else's.
 */
struct step {
	/* 1 if it is so already or does not apply, which is not said for an empty text; 0 if not. */
	int (*is_done)(const struct setup *setup, char *text, size_t size);
	/* Have it so, the journal first. 0, or -1 after saying why not. */
	int (*perform)(struct setup *setup);
};

/* Choose the area: named, active already, or to be made. 0, or -1 after saying why none. */
int setup_choose_area(struct setup *setup);

extern const struct step setup_make_area, setup_activate, setup_deactivate, setup_fstab,
	setup_configuration, setup_hooks, setup_initramfs, setup_drop_ins, setup_settle_service,
	setup_announcement;

/* Say so if the kernel command line names another area than the one set up. */
void setup_check_command_line(const struct setup *setup);

/* Say so if the area has a priority, so that swap on zram may not be used first. */
void setup_check_priority(const struct setup *setup);

/* Say so if the initramfs may not open what the area lies on, or did not. */
void setup_check_device(const struct setup *setup);

/*
 * Take back what the journal knows of, the last first, but for the first `count` entries. 0,
 * or -1 after saying what could not be; that stays in the journal.
 */
int setup_undo(struct journal *journal, unsigned int count);

/* Say what it would do. */
void setup_undo_rehearse(const struct journal *journal);

#endif
