// SPDX-License-Identifier: GPL-2.0-or-later
/* The kernel command line: an input is its text. */
#include <stdlib.h>
#include <string.h>

#include "config/device-name.h"
#include "loader/settings.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct settings settings = { .attempts = 3 };
	char *text = malloc(size + 1), path[512];

	demand(text);
	memcpy(text, data, size);
	text[size] = '\0';
	settings_from_command_line(&settings, text);
	free(text);
	demand(memchr(settings.device, '\0', sizeof(settings.device)));
	demand(settings.attempts > 0 && settings.attempts <= 86400);
	demand(settings.device_timeout <= 86400);
	if (device_path(settings.device, path, sizeof(path)) == 0)
		demand(strlen(path) < sizeof(path));
	return 0;
}
