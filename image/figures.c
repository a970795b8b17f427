// SPDX-License-Identifier: GPL-2.0-or-later
#include "image/figures.h"

#include <string.h>

void image_figures_put(struct image_figures_record *record,
		       const struct image_figures *figures)
{
	memset(record, 0, sizeof(*record));
	record->begun_seconds = le64_make(figures->begun_seconds);
	record->image_bytes = le64_make(figures->image_bytes);
	record->stored_bytes = le64_make(figures->stored_bytes);
	record->freeze_ms = le32_make(figures->freeze_ms);
	record->snapshot_ms = le32_make(figures->snapshot_ms);
	record->write_ms = le32_make(figures->write_ms);
	record->boot_ms = le32_make(figures->boot_ms);
	record->wait_ms = le32_make(figures->wait_ms);
	record->check_ms = le32_make(figures->check_ms);
	record->load_ms = le32_make(figures->load_ms);
}

void image_figures_get(const struct image_figures_record *record,
		       struct image_figures *figures)
{
	figures->begun_seconds = le64_get(record->begun_seconds);
	figures->image_bytes = le64_get(record->image_bytes);
	figures->stored_bytes = le64_get(record->stored_bytes);
	figures->freeze_ms = le32_get(record->freeze_ms);
	figures->snapshot_ms = le32_get(record->snapshot_ms);
	figures->write_ms = le32_get(record->write_ms);
	figures->boot_ms = le32_get(record->boot_ms);
	figures->wait_ms = le32_get(record->wait_ms);
	figures->check_ms = le32_get(record->check_ms);
	figures->load_ms = le32_get(record->load_ms);
}
