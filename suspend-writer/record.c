// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/record.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include "config/config-file.h"
#include "suspend-writer/log.h"

#define NEW_FILE RECORD_FILE ".new"
#define CLAIM_TRIES 40
#define CLAIM_WAIT_MS 50

/* The lock that this process has. */
static int claim = -1;

enum kind { TEXT, BYTES, NUMBER_64, NUMBER_32 };

#define FIELD(name, kind) { #name, kind, offsetof(struct record, name), \
			    sizeof(((struct record *)NULL)->name) }
#define FIGURE(name, kind) { #name, kind, offsetof(struct record, figures.name), \
			     sizeof(((struct record *)NULL)->figures.name) }

static const struct field {
	const char *name;
	enum kind kind;
	size_t offset, size;
} fields[] = {
	FIELD(reason, TEXT), FIELD(swap, TEXT), FIELD(resume, TEXT), FIELD(offset, NUMBER_64),
	FIELD(nonce, BYTES), FIELD(boot_id, BYTES), FIELD(ended_seconds, NUMBER_64),
	FIGURE(begun_seconds, NUMBER_64), FIGURE(image_bytes, NUMBER_64),
	FIGURE(stored_bytes, NUMBER_64), FIGURE(freeze_ms, NUMBER_32),
	FIGURE(snapshot_ms, NUMBER_32), FIGURE(write_ms, NUMBER_32),
	FIGURE(boot_ms, NUMBER_32), FIGURE(wait_ms, NUMBER_32), FIGURE(check_ms, NUMBER_32),
	FIGURE(load_ms, NUMBER_32),
};

static const char *const words[] = {
	[RECORD_SAVING] = "saving",   [RECORD_RESUMED] = "resumed", [RECORD_ABORTED] = "aborted",
	[RECORD_REFUSED] = "refused", [RECORD_FAILED] = "failed",   [RECORD_LOST] = "lost",
};

const char *record_outcome_word(enum record_outcome outcome)
{
	return words[outcome];
}

static int set_outcome(struct record *record, const char *word)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(words[i], word)) {
			record->outcome = (enum record_outcome)i;
			return 0;
		}
	return -EINVAL;
}

static void set_bytes(uint8_t *bytes, size_t size, const char *text)
{
	for (size_t i = 0; i < size; i++)
		if (sscanf(text + 2 * i, "%2hhx", &bytes[i]) != 1)
			return;
}

static void set_field(const struct field *field, void *place, const char *value)
{
	uint64_t number = strtoull(value, NULL, 10);
	uint32_t small = (uint32_t)number;

	switch (field->kind) {
	case TEXT:
		snprintf(place, field->size, "%s", value);
		break;
	case BYTES:
		if (strlen(value) == 2 * field->size)
			set_bytes(place, field->size, value);
		break;
	case NUMBER_64:
		memcpy(place, &number, sizeof(number));
		break;
	case NUMBER_32:
		memcpy(place, &small, sizeof(small));
		break;
	}
}

/* Unknown keys may come from a later version. */
static int from_file(void *context, const char *key, const char *value, int line)
{
	struct record *record = context;

	(void)line;
	if (!value)
		return -EINVAL;
	if (!strcmp(key, "outcome"))
		return set_outcome(record, value);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (!strcmp(key, fields[i].name))
			set_field(&fields[i], (char *)record + fields[i].offset, value);
	return 0;
}

int record_read(struct record *record)
{
	memset(record, 0, sizeof(*record));
	return config_file_read(RECORD_FILE, from_file, record);
}

static void print_field(FILE *file, const struct field *field, const void *place)
{
	uint64_t number;
	uint32_t small;

	fprintf(file, "%s = ", field->name);
	switch (field->kind) {
	case TEXT:
		fprintf(file, "%s", (const char *)place);
		break;
	case BYTES:
		for (size_t i = 0; i < field->size; i++)
			fprintf(file, "%02x", ((const uint8_t *)place)[i]);
		break;
	case NUMBER_64:
		memcpy(&number, place, sizeof(number));
		fprintf(file, "%" PRIu64, number);
		break;
	case NUMBER_32:
		memcpy(&small, place, sizeof(small));
		fprintf(file, "%" PRIu32, small);
		break;
	}
	fputc('\n', file);
}

static int print(const struct record *record, FILE *file)
{
	fprintf(file, "outcome = %s\n", words[record->outcome]);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		print_field(file, &fields[i], (const char *)record + fields[i].offset);
	return fflush(file) || fsync(fileno(file)) < 0 ? -errno : 0;
}

/* The new name too has to be on the disk when the machine goes off. */
static int sync_directory(void)
{
	int fd = open(RECORD_DIRECTORY, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int r = fd < 0 || fsync(fd) < 0 ? -errno : 0;

	if (fd >= 0)
		close(fd);
	return r;
}

/* The lock of the directory, until this process and its children have ended. */
static int lock_directory(int operation)
{
	int fd = open(RECORD_DIRECTORY, O_RDONLY | O_DIRECTORY | O_CLOEXEC), r;

	if (fd < 0)
		return -errno;
	if (flock(fd, operation | LOCK_NB) == 0)
		return fd;
	r = -errno;
	close(fd);
	return r;
}

void record_make_directory(void)
{
	mkdir("/var", 0755);
	mkdir("/var/lib", 0755);
	mkdir(RECORD_DIRECTORY, 0755);
}

/* Whoever only settles the record has it for a moment. */
int record_claim(void)
{
	record_make_directory();
	for (int tries = 0; claim < 0 && tries < CLAIM_TRIES; tries++) {
		claim = lock_directory(LOCK_EX);
		if (claim != -EWOULDBLOCK)
			break;
		usleep(CLAIM_WAIT_MS * 1000);
	}
	return claim < 0 ? claim : 0;
}

int record_is_claimed(void)
{
	int fd = claim < 0 ? lock_directory(LOCK_SH) : -1;

	if (fd >= 0)
		close(fd);
	return fd == -EWOULDBLOCK;
}

int record_write(const struct record *record)
{
	FILE *file = fopen(NEW_FILE, "we");
	int r;

	if (!file)
		return -errno;
	r = print(record, file);
	if (fclose(file) && r == 0)
		r = -errno;
	if (r == 0 && rename(NEW_FILE, RECORD_FILE) < 0)
		r = -errno;
	return r < 0 ? r : sync_directory();
}

static double seconds(uint32_t ms)
{
	return ms / 1000.0;
}

static void format_resumed(const struct record *record, char *line, size_t size)
{
	const struct image_figures *figures = &record->figures;

	snprintf(line, size, "resumed: %" PRIu64 " MiB in %" PRIu64 " MiB on %s; frozen in "
		 "%.1f s, snapshot in %.1f s, written in %.1f s; loader %.1f s after the kernel's start, "
		 "checked in %.1f s, loaded in %.1f s", figures->image_bytes >> 20,
		 figures->stored_bytes >> 20, record->swap, seconds(figures->freeze_ms),
		 seconds(figures->snapshot_ms), seconds(figures->write_ms),
		 seconds(figures->boot_ms), seconds(figures->check_ms),
		 seconds(figures->load_ms));
}

void record_format(const struct record *record, char *line, size_t size)
{
	if (record->outcome == RECORD_RESUMED)
		format_resumed(record, line, size);
	else
		snprintf(line, size, "%s%s%s", words[record->outcome],
			 record->reason[0] ? ": " : "", record->reason);
}

void record_set(struct record *record, enum record_outcome outcome, const char *reason)
{
	record->outcome = outcome;
	snprintf(record->reason, sizeof(record->reason), "%s", reason);
}

void record_finish(struct record *record)
{
	int r;

	record->ended_seconds = (uint64_t)time(NULL);
	r = record_write(record);
	if (r < 0)
		log_failure(RECORD_FILE, r);
}

void record_tell_system_log(const struct record *record)
{
	char line[1024];

	record_format(record, line, sizeof(line));
	syslog(LOG_DAEMON | (record->outcome == RECORD_RESUMED ? LOG_NOTICE : LOG_ERR), "%s",
	       line);
}
