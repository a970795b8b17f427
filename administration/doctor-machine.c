// SPDX-License-Identifier: GPL-2.0-or-later
/* Is the machine as it was at boot, and will be at the next one? */
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "administration/finding.h"
#include "suspend-writer/memory-at-boot.h"

void check_memory(struct examination *examination, struct finding *finding)
{
	struct memory_at_boot memory;
	char text[256];

	(void)examination;
	if (memory_at_boot_differs(&memory)) {
		memory_at_boot_describe(&memory, text, sizeof(text));
		finding_failed(finding, "%s", text);
		finding_cure(finding, "boot once; if that does not help, it is there too late: put "
			     "memhp_default_state=online on the kernel command line");
	} else if (memory.then && memory.now) {
		finding_ok(finding, "%" PRIu64 " MiB, as at boot",
			   memory.now * (uint64_t)getpagesize() >> 20);
	}
}

/* Of the others the kernel keeps none while it saves or restores: how many there are may change. */
void check_processors(struct examination *examination, struct finding *finding)
{
	char online[128];

	finding_read("/sys/devices/system/cpu/online", online, sizeof(online));
	if (!online[0])
		return;
	/* bsp_pm_check_init(), arch/x86/power/cpu.c */
	if (strstr(examination->kernel.machine, "86") && online[0] != '0') {
		finding_failed(finding, "the first is offline (%s are online): x86 hibernates on "
			       "no other", online);
		finding_cure(finding, "echo 1 >/sys/devices/system/cpu/cpu0/online");
		return;
	}
	finding_ok(finding, "%s online", online);
}
