// SPDX-License-Identifier: GPL-2.0-or-later
/* A line of /proc/self/mountinfo: an input is its text. */
#include <stdlib.h>
#include <string.h>

#include "kernel/mounts.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = malloc(size + 1), *place = NULL;

	demand(line);
	memcpy(line, data, size);
	line[size] = '\0';
	if (mountinfo_is_block_backed(line, &place)) {
		demand(place >= line && place <= line + size);
		demand(!strchr(place, ' ') && !strchr(place, '\n'));
	}
	free(line);
	return 0;
}
