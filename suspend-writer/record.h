/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_RECORD_H
#define WRITER_RECORD_H

#include <stddef.h>
#include <stdint.h>

#include "image/mark.h"

#define RECORD_DIRECTORY "/var/lib/hibernate"
#define RECORD_FILE RECORD_DIRECTORY "/last"

/* What became of a hibernation; the words are those of the file and of hibernate(8). */
enum record_outcome {
	RECORD_SAVING,  /* under way, or nobody has said yet */
	RECORD_RESUMED,
	RECORD_ABORTED, /* the machine went on */
	RECORD_REFUSED, /* the image was, and the machine booted */
	RECORD_FAILED,  /* the image could not be loaded or restored, likewise */
	RECORD_LOST,    /* the machine went off before the image was complete, or never came back */
};

/* The last hibernation that began on this machine. */
struct record {
	enum record_outcome outcome;
	char reason[256];
	char swap[512];        /* path of the area */
	char resume[320];      /* as resume= takes it */
	uint64_t offset;       /* device page of the swap header */
	uint8_t nonce[IMAGE_NONCE_SIZE];
	uint8_t boot_id[16];   /* of the system that was saved */
	uint64_t ended_seconds; /* since the epoch: when the outcome was known */
	struct image_figures figures;
};

/* The word for an outcome. */
const char *record_outcome_word(enum record_outcome outcome);

/* 0 or -errno, -ENOENT if no hibernation ever began, -EINVAL for a file that is not ours. */
int record_read(struct record *record);

/* The directory, if it is not there. */
void record_make_directory(void);

/*
 * Make the directory, and have the record to ourselves for as long as this process lives. 0 or
 * -errno, -EWOULDBLOCK if another still has it after two seconds.
 */
int record_claim(void);

/* 1 if another process has claimed it: its hibernation is under way. */
int record_is_claimed(void);

/* Replace the file in the directory. 0 or -errno. */
int record_write(const struct record *record);

/* Set the outcome and the reason, which may be empty. */
void record_set(struct record *record, enum record_outcome outcome, const char *reason);

/* The outcome is known: note the time and write the file. */
void record_finish(struct record *record);

/* Tell it in one line, where no standard error goes there. */
void record_tell_system_log(const struct record *record);

/* One line that tells it all, cut to size bytes. */
void record_format(const struct record *record, char *line, size_t size);

#endif
