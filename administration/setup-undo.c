// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "administration/setup-activation.h"
#include "administration/setup-file.h"
#include "administration/setup-initramfs.h"
#include "administration/setup-lines.h"
#include "administration/setup-program.h"
#include "administration/setup-step.h"
#include "administration/setup-systemd.h"
#include "suspend-writer/log.h"

/* What somebody else took away already is no failure. */
static int take_away(const char *path, int (*call)(const char *))
{
	if (call(path) < 0)
		return errno == ENOENT ? 0 : log_failure(path, -errno);
	setup_file_sync_directory(path);
	return 0;
}

/* A directory that others use by now stays. */
static int remove_empty(const char *path)
{
	int r = rmdir(path);

	return r < 0 && (errno == ENOTEMPTY || errno == EEXIST) ? 0 : r;
}

/* What somebody put in its place is not ours. */
static int remove_link(const char *path)
{
	struct stat status;

	if (lstat(path, &status) < 0)
		return -1;
	return S_ISLNK(status.st_mode) ? unlink(path) : 0;
}

static const char *path_of(const struct journal_entry *entry)
{
	int has_word = entry->kind == JOURNAL_SWAP_FILE || entry->kind == JOURNAL_INACTIVE;
	const char *blank = has_word ? strchr(entry->name, ' ') : NULL;

	return blank ? blank + 1 : entry->name;
}

/* Has somebody made another swap file where ours was? We may have made several, one after the other. */
static int is_made_anew(const struct journal *journal, const char *path)
{
	char identity[64];
	size_t length;
	int made = 0;

	if (setup_file_identity(path, identity, sizeof(identity)) < 0)
		return 0;
	length = strlen(identity);
	for (unsigned int i = 0; i < journal->count; i++) {
		const struct journal_entry *entry = &journal->entries[i];

		if (entry->kind != JOURNAL_SWAP_FILE || strcmp(path_of(entry), path))
			continue;
		if (!strncmp(entry->name, identity, length) && entry->name[length] == ' ')
			return 0;
		made = 1;
	}
	return made;
}

/* What is another's by now, and so is its activation. */
static int is_left(const struct journal *journal, const struct journal_entry *entry)
{
	return (entry->kind == JOURNAL_SWAP_FILE || entry->kind == JOURNAL_ACTIVE) &&
	       is_made_anew(journal, path_of(entry));
}

static int take_lines_back(const char *path, int whole)
{
	int r = setup_lines_remove(path, whole);

	return r < 0 ? log_failure(path, r) : 0;
}

static int disable(const char *unit)
{
	const char *const disable_unit[] = { "systemctl", "disable", unit, NULL };

	return setup_program_run(disable_unit);
}

static int undo(const struct journal *journal, const struct journal_entry *entry)
{
	if (is_left(journal, entry))
		return 0;
	switch (entry->kind) {
	case JOURNAL_AREA:
		return 0;
	case JOURNAL_DIRECTORY:
		return take_away(entry->name, remove_empty);
	case JOURNAL_FILE_MADE:
	case JOURNAL_SWAP_FILE:
		return take_away(path_of(entry), unlink);
	case JOURNAL_LINK:
		return take_away(entry->name, remove_link);
	case JOURNAL_LINES:
	case JOURNAL_NEW_LINES:
		return take_lines_back(entry->name, entry->kind == JOURNAL_NEW_LINES);
	case JOURNAL_ACTIVE:
		return setup_area_deactivate(entry->name);
	case JOURNAL_INACTIVE:
		return setup_area_reactivate(path_of(entry), atoi(entry->name));
	case JOURNAL_INITRAMFS:
		return setup_initramfs_rebuild();
	case JOURNAL_UNIT:
		return disable(entry->name);
	case JOURNAL_RESUME:
		return setup_systemd_unannounce(entry->name);
	}
	return -1;
}

static void say(const struct journal *journal, const struct journal_entry *entry, const char *would)
{
	static const char *const texts[] = {
		[JOURNAL_DIRECTORY] = "remove if it is empty", [JOURNAL_FILE_MADE] = "remove",
		[JOURNAL_SWAP_FILE] = "remove",
		[JOURNAL_LINK] = "remove", [JOURNAL_LINES] = "take our lines out of",
		[JOURNAL_NEW_LINES] = "take our lines out of", [JOURNAL_ACTIVE] = "deactivate",
		[JOURNAL_INITRAMFS] = "make the initramfs of all kernels anew, with",
		[JOURNAL_INACTIVE] = "activate", [JOURNAL_UNIT] = "disable",
		[JOURNAL_RESUME] = "tell the kernel of the area that it knew before:",
	};

	if (is_left(journal, entry)) {
		if (entry->kind == JOURNAL_SWAP_FILE)
			log_note("%sleave %s, which was made anew since", would, path_of(entry));
	} else if (texts[entry->kind]) {
		log_note("%s%s %s", would, texts[entry->kind], path_of(entry));
	}
}

void setup_undo_rehearse(const struct journal *journal)
{
	for (unsigned int i = journal->count; i-- > 0;)
		say(journal, &journal->entries[i], "would ");
}

/* One failure keeps nothing else from being taken back. The kernel keeps active swap files. */
int setup_undo(struct journal *journal, unsigned int count)
{
	int has_links = journal_find(journal, JOURNAL_LINK, NULL) != NULL, r = 0;

	if (journal->count <= count)
		return 0;
	for (unsigned int i = journal->count; i-- > count;) {
		say(journal, &journal->entries[i], "");
		if (undo(journal, &journal->entries[i]) || journal_drop(journal, i))
			r = -1;
	}
	if (has_links ? setup_systemd_reload_with_logind() : setup_systemd_reload())
		r = -1;
	return r;
}
