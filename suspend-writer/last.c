// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/last.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "suspend-writer/json.h"
#include "suspend-writer/log.h"
#include "suspend-writer/record.h"
#include "suspend-writer/settle.h"

static void format_time(uint64_t seconds, char *text, size_t size)
{
	time_t when = (time_t)seconds;
	struct tm parts;

	if (!seconds || !gmtime_r(&when, &parts) ||
	    !strftime(text, size, "%Y-%m-%dT%H:%M:%SZ", &parts))
		snprintf(text, size, "unknown");
}

static void print_step(const char *name, uint32_t ms)
{
	printf("  %-10s %8.3f s\n", name, ms / 1000.0);
}

static void print_text(const struct record *record)
{
	const struct image_figures *figures = &record->figures;
	char begun[32], ended[32];

	format_time(figures->begun_seconds, begun, sizeof(begun));
	format_time(record->ended_seconds, ended, sizeof(ended));
	printf("outcome:   %s%s%s\n", record_outcome_word(record->outcome),
	       record->reason[0] ? ": " : "", record->reason);
	printf("begun:     %s\nended:     %s\nswap area: %s\n", begun, ended, record->swap);
	if (!figures->image_bytes)
		return;
	printf("image:     %" PRIu64 " MiB in %" PRIu64 " MiB\nsaving:\n",
	       figures->image_bytes >> 20, figures->stored_bytes >> 20);
	print_step("freeze", figures->freeze_ms);
	print_step("snapshot", figures->snapshot_ms);
	print_step("write", figures->write_ms);
	if (!figures->boot_ms)
		return;
	printf("resuming:\n");
	print_step("boot", figures->boot_ms);
	print_step("wait", figures->wait_ms);
	print_step("check", figures->check_ms);
	print_step("load", figures->load_ms);
}

static void print_json_time(const char *name, uint64_t seconds)
{
	char text[32];

	format_time(seconds, text, sizeof(text));
	if (seconds)
		json_print_member(name, text);
	else
		printf("\"%s\":null,", name);
}

static void print_json(const struct record *record)
{
	const struct image_figures *f = &record->figures;

	printf("{");
	json_print_member("outcome", record_outcome_word(record->outcome));
	json_print_member("reason", record->reason);
	print_json_time("begun", f->begun_seconds);
	print_json_time("ended", record->ended_seconds);
	json_print_member("swap", record->swap);
	printf("\"image_bytes\":%" PRIu64 ",\"stored_bytes\":%" PRIu64
	       ",\"save\":{\"freeze_ms\":%" PRIu32 ",\"snapshot_ms\":%" PRIu32
	       ",\"write_ms\":%" PRIu32 "},", f->image_bytes, f->stored_bytes, f->freeze_ms,
	       f->snapshot_ms, f->write_ms);
	printf("\"resume\":{\"boot_ms\":%" PRIu32 ",\"wait_ms\":%" PRIu32 ",\"check_ms\":%" PRIu32
	       ",\"load_ms\":%" PRIu32 "}}\n", f->boot_ms, f->wait_ms, f->check_ms, f->load_ms);
}

int last(const struct options *options)
{
	struct record record;
	int r = record_read(&record);

	if (r == -ENOENT) {
		if (options->json)
			printf("{\"outcome\":null}\n");
		log_error("no hibernation is on record");
		return -1;
	}
	if (r < 0)
		return log_failure(RECORD_FILE, r);
	settle_find_outcome(&record);
	if (options->json)
		print_json(&record);
	else
		print_text(&record);
	return record.outcome == RECORD_RESUMED ? 0 : LAST_NOT_RESUMED;
}
