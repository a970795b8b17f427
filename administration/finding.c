// SPDX-License-Identifier: GPL-2.0-or-later
#include "administration/finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void finding_ok(struct finding *finding, const char *format, ...)
{
	va_list arguments;

	finding->status = FINDING_OK;
	va_start(arguments, format);
	vsnprintf(finding->found, sizeof(finding->found), format, arguments);
	va_end(arguments);
}

void finding_note(struct finding *finding, const char *format, ...)
{
	va_list arguments;

	finding->status = FINDING_NOTE;
	va_start(arguments, format);
	vsnprintf(finding->found, sizeof(finding->found), format, arguments);
	va_end(arguments);
}

void finding_doubt(struct finding *finding, const char *format, ...)
{
	va_list arguments;

	finding->status = FINDING_DOUBT;
	va_start(arguments, format);
	vsnprintf(finding->found, sizeof(finding->found), format, arguments);
	va_end(arguments);
}

void finding_failed(struct finding *finding, const char *format, ...)
{
	va_list arguments;

	finding->status = FINDING_FAILED;
	va_start(arguments, format);
	vsnprintf(finding->found, sizeof(finding->found), format, arguments);
	va_end(arguments);
}

void finding_cure(struct finding *finding, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(finding->cure, sizeof(finding->cure), format, arguments);
	va_end(arguments);
}

void finding_read(const char *path, char *text, size_t size)
{
	FILE *file = fopen(path, "re");

	text[0] = '\0';
	if (!file)
		return;
	if (fgets(text, (int)size, file))
		text[strcspn(text, "\n")] = '\0';
	fclose(file);
}
