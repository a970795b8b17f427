// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/boot-parameter.h"

#include <string.h>

static int begins(const char *word, const char *beginning)
{
	return !strncmp(word, beginning, strlen(beginning));
}

/* Of hibernate= the kernel looks at the beginning only, and takes any other "no" for this one. */
int boot_parameter_forbids_hibernation(const char *word)
{
	return !strcmp(word, "nohibernate") ||
	       (begins(word, "hibernate=no") && !begins(word, "hibernate=noresume") &&
		!begins(word, "hibernate=nocompress"));
}

int boot_parameter_forbids_resume(const char *word)
{
	return !strcmp(word, "noresume") || begins(word, "hibernate=noresume") ||
	       boot_parameter_forbids_hibernation(word);
}
