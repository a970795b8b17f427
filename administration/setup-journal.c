// SPDX-License-Identifier: GPL-2.0-or-later
#include "administration/setup-journal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "administration/setup-file.h"
#include "suspend-writer/log.h"

static const char *const words[] = {
	[JOURNAL_AREA] = "area",           [JOURNAL_DIRECTORY] = "directory",
	[JOURNAL_FILE_MADE] = "file",      [JOURNAL_SWAP_FILE] = "swap-file",
	[JOURNAL_LINK] = "link",           [JOURNAL_LINES] = "lines",
	[JOURNAL_NEW_LINES] = "new-lines", [JOURNAL_ACTIVE] = "active",
	[JOURNAL_INACTIVE] = "inactive",   [JOURNAL_INITRAMFS] = "initramfs",
	[JOURNAL_UNIT] = "unit",           [JOURNAL_RESUME] = "resume",
};

#define KINDS (sizeof(words) / sizeof(words[0]))

/* -1 for a line that is none of ours. */
static int read_entry(struct journal *journal, const char *line)
{
	struct journal_entry *entry = &journal->entries[journal->count];
	size_t length = strcspn(line, " ");

	if (journal->count == JOURNAL_MAX || line[length] != ' ' ||
	    strlen(line + length + 1) >= sizeof(entry->name))
		return -1;
	for (size_t i = 0; i < KINDS; i++)
		if (strlen(words[i]) == length && !strncmp(line, words[i], length)) {
			entry->kind = (enum journal_kind)i;
			strcpy(entry->name, line + length + 1);
			journal->count++;
			return 0;
		}
	return -1;
}

int journal_read(struct journal *journal)
{
	char *text, *rest, *line;
	int r = setup_file_read(JOURNAL_FILE, &text);

	journal->count = 0;
	if (r == -ENOENT)
		return 0;
	if (r < 0)
		return log_failure(JOURNAL_FILE, r);
	rest = text;
	while (r == 0 && (line = strsep(&rest, "\n")))
		r = *line ? read_entry(journal, line) : 0;
	if (r < 0)
		log_error("%s: '%s' is not understood", JOURNAL_FILE, line);
	free(text);
	return r;
}

const struct journal_entry *journal_find(const struct journal *journal, enum journal_kind kind,
					 const char *name)
{
	for (unsigned int i = 0; i < journal->count; i++)
		if (journal->entries[i].kind == kind &&
		    (!name || !strcmp(journal->entries[i].name, name)))
			return &journal->entries[i];
	return NULL;
}

static int write_file(const struct journal *journal)
{
	char *text = NULL;
	size_t size = 0;
	FILE *file = open_memstream(&text, &size);
	int r = -ENOMEM;

	for (unsigned int i = 0; file && i < journal->count; i++)
		fprintf(file, "%s %s\n", words[journal->entries[i].kind],
			journal->entries[i].name);
	if (file && fclose(file) == 0)
		r = setup_file_replace(JOURNAL_FILE, text);
	free(text);
	return r < 0 ? log_failure(JOURNAL_FILE, r) : 0;
}

int journal_add(struct journal *journal, enum journal_kind kind, const char *name)
{
	struct journal_entry *entry = &journal->entries[journal->count];

	if (journal->count == JOURNAL_MAX || strlen(name) >= sizeof(entry->name) ||
	    strchr(name, '\n')) {
		log_error("%s: no room for '%s'", JOURNAL_FILE, name);
		return -1;
	}
	entry->kind = kind;
	strcpy(entry->name, name);
	journal->count++;
	if (write_file(journal) == 0)
		return 0;
	journal->count--;
	return -1;
}

int journal_drop(struct journal *journal, unsigned int index)
{
	struct journal_entry *entry = &journal->entries[index];

	journal->count--;
	memmove(entry, entry + 1, (journal->count - index) * sizeof(*entry));
	if (journal->count)
		return write_file(journal);
	return unlink(JOURNAL_FILE) < 0 ? log_failure(JOURNAL_FILE, -errno) : 0;
}
