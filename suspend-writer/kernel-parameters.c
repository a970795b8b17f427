// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/kernel-parameters.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/boot-parameter.h"

static const char *value_of(const char *word, const char *key)
{
	size_t length = strlen(key);

	return strncmp(word, key, length) ? NULL : word + length;
}

static void take_resume(struct kernel_parameters *parameters, const char *value)
{
	size_t length = strlen(value);

	parameters->bad |= length >= sizeof(parameters->resume);
	if (length < sizeof(parameters->resume))
		memcpy(parameters->resume, value, length + 1);
}

static void take_offset(struct kernel_parameters *parameters, const char *value)
{
	char *end;

	errno = 0;
	parameters->offset = strtoull(value, &end, 10);
	parameters->bad |= !isdigit((unsigned char)*value) || *end || errno;
}

static void take_word(struct kernel_parameters *parameters, const char *word)
{
	const char *value;

	if ((value = value_of(word, "resume=")))
		take_resume(parameters, value);
	else if ((value = value_of(word, "resume_offset=")))
		take_offset(parameters, value);
	parameters->noresume |= boot_parameter_forbids_resume(word);
	parameters->nohibernate |= boot_parameter_forbids_hibernation(word);
}

static void take_line(struct kernel_parameters *parameters, char *line, const char *separators)
{
	char *save;

	if (*line == '#')
		return;
	for (char *word = strtok_r(line, separators, &save); word;
	     word = strtok_r(NULL, separators, &save))
		take_word(parameters, word);
}

static void take_file(struct kernel_parameters *parameters, const char *path,
		      const char *separators)
{
	FILE *file = fopen(path, "re");
	char line[4096];

	memset(parameters, 0, sizeof(*parameters));
	while (file && fgets(line, sizeof(line), file))
		take_line(parameters, line, separators);
	if (file)
		fclose(file);
	if (!parameters->resume[0])
		parameters->offset = 0;
}

void kernel_parameters_read(struct kernel_parameters *parameters)
{
	take_file(parameters, "/proc/cmdline", " \n");
}

/* kernel-install(8); a shell script of assignments for GRUB. */
void kernel_parameters_read_next(struct kernel_parameters *parameters)
{
	static const char *const files[] = { "/etc/kernel/cmdline", "/usr/lib/kernel/cmdline",
					     "/etc/default/grub" };

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		take_file(parameters, files[i], " \t\n\"'");
		if (parameters->resume[0])
			return;
	}
}
