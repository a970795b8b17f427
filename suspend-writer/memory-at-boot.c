// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/memory-at-boot.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "suspend-writer/initramfs.h"
#include "suspend-writer/log.h"
#include "suspend-writer/memory-zones.h"

#define MIB ((uint64_t)1 << 20)

/* hibernate-load notes what it counted. */
static uint64_t read_note(void)
{
	FILE *file = fopen(INITRAMFS_NOTE, "re");
	uint64_t pages = 0;
	char line[512];

	while (file && fgets(line, sizeof(line), file))
		sscanf(line, "memory %" SCNu64, &pages);
	if (file)
		fclose(file);
	return pages;
}

int memory_at_boot_differs(struct memory_at_boot *memory)
{
	struct memory_zones zones;

	memory_zones_read(MEMORY_ZONES_FILE, &zones);
	memory->then = read_note();
	memory->now = zones.present;
	return memory->then && memory->now && memory->then != memory->now;
}

void memory_at_boot_describe(const struct memory_at_boot *memory, char *text, size_t size)
{
	int more = memory->now > memory->then;
	uint64_t pages = more ? memory->now - memory->then : memory->then - memory->now;
	uint64_t bytes = pages * (uint64_t)getpagesize();

	snprintf(text, size, "the machine has %" PRIu64 " MiB %s memory than at boot: the next "
		 "boot's kernel would refuse the image", (bytes + MIB - 1) / MIB,
		 more ? "more" : "less");
}

int memory_at_boot_check(void)
{
	struct memory_at_boot memory;
	char text[256];

	if (!memory_at_boot_differs(&memory))
		return 0;
	memory_at_boot_describe(&memory, text, sizeof(text));
	log_error("%s: boot once; --force hibernates all the same", text);
	return -1;
}
