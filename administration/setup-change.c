// SPDX-License-Identifier: GPL-2.0-or-later
#include "administration/setup-change.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "administration/setup-file.h"
#include "administration/setup-lines.h"
#include "suspend-writer/log.h"

static int exists(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

static int say_foreign(const char *path)
{
	log_error("%s is there, and not of setup's making: move it away", path);
	return -1;
}

/* What is to be made must not be there, unless we have made it. */
static int claim(struct journal *journal, enum journal_kind kind, const char *path)
{
	if (journal_find(journal, kind, path))
		return 0;
	if (exists(path))
		return say_foreign(path);
	return journal_add(journal, kind, path);
}

int setup_change_lines(struct journal *journal, const char *path, const char *lines)
{
	int r;

	if (!setup_lines_are_there(path) &&
	    journal_add(journal, exists(path) ? JOURNAL_LINES : JOURNAL_NEW_LINES, path))
		return -1;
	r = setup_lines_put(path, lines);
	return r < 0 ? log_failure(path, r) : 0;
}

int setup_change_file(struct journal *journal, const char *path, const char *text)
{
	int r;

	if (claim(journal, JOURNAL_FILE_MADE, path))
		return -1;
	r = setup_file_replace(path, text);
	return r < 0 ? log_failure(path, r) : 0;
}

int setup_change_directory(struct journal *journal, const char *path)
{
	if (exists(path))
		return 0;
	if (journal_add(journal, JOURNAL_DIRECTORY, path))
		return -1;
	return mkdir(path, 0755) < 0 ? log_failure(path, -errno) : 0;
}

int setup_change_link(struct journal *journal, const char *path, const char *target)
{
	struct stat status;

	/* Ours may have been replaced. */
	if (lstat(path, &status) == 0 && !S_ISLNK(status.st_mode))
		return say_foreign(path);
	if (claim(journal, JOURNAL_LINK, path))
		return -1;
	unlink(path);
	return symlink(target, path) < 0 ? log_failure(path, -errno) : 0;
}
