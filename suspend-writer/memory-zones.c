// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/memory-zones.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROTECTION "        protection: ("

struct zone {
	uint64_t boost, high, managed;
};

/* "1, 2, 3)": what is kept for allocations that could do with a higher zone. */
static uint64_t largest(const char *numbers)
{
	uint64_t most = 0;
	char *end;

	for (;; numbers = end + 1) {
		uint64_t number = strtoull(numbers, &end, 10);

		if (number > most)
			most = number;
		if (*end != ',')
			return most;
	}
}

/* The boost is for a while, in which the kernel does not count anew. */
static uint64_t kept_free(const struct zone *zone, const char *protection)
{
	uint64_t pages = zone->high - zone->boost + largest(protection);

	return pages < zone->managed ? pages : zone->managed;
}

/* The line on protection is the last that counts of a zone. */
static void take_line(struct memory_zones *zones, struct zone *zone, const char *line)
{
	uint64_t present;

	if (sscanf(line, " present %" SCNu64, &present) == 1)
		zones->present += present;
	else if (!strncmp(line, PROTECTION, strlen(PROTECTION)))
		zones->kept_free += kept_free(zone, line + strlen(PROTECTION));
	else if (!strncmp(line, "Node ", strlen("Node ")))
		memset(zone, 0, sizeof(*zone));
	else if (sscanf(line, " boost %" SCNu64, &zone->boost) != 1 &&
		 sscanf(line, " high %" SCNu64, &zone->high) != 1)
		sscanf(line, " managed %" SCNu64, &zone->managed);
}

void memory_zones_read(const char *path, struct memory_zones *zones)
{
	FILE *file = fopen(path, "re");
	struct zone zone = { 0 };
	char line[1024];

	memset(zones, 0, sizeof(*zones));
	while (file && fgets(line, sizeof(line), file))
		take_line(zones, &zone, line);
	if (file)
		fclose(file);
}
