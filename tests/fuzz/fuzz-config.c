// SPDX-License-Identifier: GPL-2.0-or-later
/* The configuration file: an input is its text. */
#include <ctype.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "config/config-file.h"
#include "tests/fuzz/fuzz.h"

static void check_trimmed(const char *text)
{
	size_t length = strlen(text);

	demand(length < 1024);
	demand(length == 0 || (!isspace((unsigned char)text[0]) &&
			       !isspace((unsigned char)text[length - 1])));
}

static int setting(void *context, const char *key, const char *value, int line)
{
	int *last = context;

	demand(line > *last);
	*last = line;
	check_trimmed(key);
	if (value)
		check_trimmed(value);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int file = -1;
	int last = 0;

	if (file < 0)
		file = memfd_create("config", 0);
	demand(file >= 0 && dup2(file, 100) == 100);
	demand(ftruncate(file, 0) == 0);
	demand(pwrite(file, data, size, 0) == (ssize_t)size);
	demand(config_file_read("/proc/self/fd/100", setting, &last) == 0);
	return 0;
}
