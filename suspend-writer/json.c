// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/json.h"

#include <stdio.h>

void json_print_string(const char *text)
{
	putchar('"');
	for (; *text; text++)
		if (*text == '"' || *text == '\\')
			printf("\\%c", *text);
		else if ((unsigned char)*text < 0x20)
			printf("\\u%04x", *text);
		else
			putchar(*text);
	putchar('"');
}

void json_print_member(const char *name, const char *value)
{
	printf("\"%s\":", name);
	json_print_string(value);
	putchar(',');
}
