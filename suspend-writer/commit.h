/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_COMMIT_H
#define WRITER_COMMIT_H

#include <stdint.h>

#include "image/header.h"
#include "image/mark.h"
#include "suspend-writer/swap-page.h"

/*
 * The last step of a save: mark the image, flush, power off. Until then nothing on the disk
 * says that there is an image.
 */
struct commit {
	const struct swap_page *page;
	int snapshot;               /* /dev/snapshot, frozen */
	enum image_power_mode mode;
	struct outcome *outcome;    /* what the child came to */
};

/* Before the freeze, for it allocates. 0 or -errno. */
int commit_prepare(struct commit *commit);

/*
 * Returns only if the machine stays on: -1 after saying why, with the mark gone. Where it
 * cannot be removed the machine halts: its image is good, and must not go on beside it.
 */
int commit_and_switch_off(const struct commit *commit, const struct image_mark_info *mark);

#endif
