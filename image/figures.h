/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef IMAGE_FIGURES_H
#define IMAGE_FIGURES_H

#include <stdint.h>

#include "image/format.h"

/* What hibernating and resuming took; the mark and the receipt carry it across. */
struct image_figures {
	uint64_t begun_seconds; /* since the epoch: when the command was given */
	uint64_t image_bytes;   /* of the snapshot */
	uint64_t stored_bytes;  /* of the compressed image */
	/* Of saving, in milliseconds. */
	uint32_t freeze_ms;     /* with the sync, and what was reclaimed */
	uint32_t snapshot_ms;
	uint32_t write_ms;      /* up to the flush before the mark */
	/* Of resuming. */
	uint32_t boot_ms;       /* from the kernel's start to the loader's */
	uint32_t wait_ms;       /* for the resume device */
	uint32_t check_ms;      /* of header, list and filesystems */
	uint32_t load_ms;
};

void image_figures_put(struct image_figures_record *record,
		       const struct image_figures *figures);
void image_figures_get(const struct image_figures_record *record,
		       struct image_figures *figures);

#endif
