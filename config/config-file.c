// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/config-file.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

static char *trim(char *text)
{
	char *end;

	while (isspace((unsigned char)*text))
		text++;
	end = text + strlen(text);
	while (end > text && isspace((unsigned char)end[-1]))
		*--end = '\0';
	return text;
}

static int read_line(char *line, int number, config_setting *setting, void *context)
{
	char *key = trim(line), *value;

	if (*key == '\0' || *key == '#')
		return 0;
	value = strchr(key, '=');
	if (!value)
		return setting(context, key, NULL, number);
	*value++ = '\0';
	return setting(context, trim(key), trim(value), number);
}

/* 1 if the line, other than a comment, went on, which is then read and forgotten. */
static int skip_rest(const char *line, FILE *file)
{
	int c, more = !strchr(line, '\n') && (c = getc(file)) != EOF;

	if (!more)
		return 0;
	while (c != EOF && c != '\n')
		c = getc(file);
	return line[strspn(line, " \t")] != '#';
}

int config_file_read(const char *path, config_setting *setting, void *context)
{
	char line[1024];
	FILE *file = fopen(path, "r");
	int r = 0;

	if (!file)
		return -errno;
	for (int number = 1; r == 0 && fgets(line, sizeof(line), file); number++)
		r = skip_rest(line, file) ? setting(context, "(too long)", NULL, number) :
					    read_line(line, number, setting, context);
	fclose(file);
	return r;
}
