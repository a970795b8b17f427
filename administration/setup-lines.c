// SPDX-License-Identifier: GPL-2.0-or-later
#include "administration/setup-lines.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "administration/setup-file.h"

#define BEGIN "# hibernate setup: begin"
#define AFTER_OPEN_LINE ", after a line without an end"
#define END "# hibernate setup: end\n"

/* Where our lines begin in the text, NULL if there are none. *end: behind them. */
static char *find(char *text, char **end)
{
	char *begin = text;

	while ((begin = strstr(begin, BEGIN)) && begin != text && begin[-1] != '\n')
		begin++;
	*end = begin ? strstr(begin, END) : NULL;
	if (!*end)
		return NULL;
	*end += strlen(END);
	return begin;
}

static void cut(char *text)
{
	char *end, *begin = find(text, &end);

	if (!begin)
		return;
	if (begin > text && !strncmp(begin + strlen(BEGIN), AFTER_OPEN_LINE,
				     strlen(AFTER_OPEN_LINE)))
		begin--;
	memmove(begin, end, strlen(end) + 1);
}

int setup_lines_put(const char *path, const char *lines)
{
	char *text, *all;
	int r = setup_file_read(path, &text), open_line;

	if (r == -ENOENT && (text = strdup("")))
		r = 0;
	if (r < 0)
		return r;
	cut(text);
	open_line = text[0] && text[strlen(text) - 1] != '\n';
	r = asprintf(&all, "%s%s" BEGIN "%s; --undo takes these lines back\n%s" END, text,
		     open_line ? "\n" : "", open_line ? AFTER_OPEN_LINE : "", lines);
	free(text);
	if (r < 0)
		return -ENOMEM;
	r = setup_file_replace(path, all);
	free(all);
	return r;
}

int setup_lines_are_there(const char *path)
{
	char *text, *end;
	int found;

	if (setup_file_read(path, &text) < 0)
		return 0;
	found = find(text, &end) != NULL;
	free(text);
	return found;
}

int setup_lines_remove(const char *path, int whole)
{
	char *text;
	int r = setup_file_read(path, &text);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	cut(text);
	if (text[0] || !whole)
		r = setup_file_replace(path, text);
	else
		r = unlink(path) < 0 ? -errno : setup_file_sync_directory(path);
	free(text);
	return r;
}
