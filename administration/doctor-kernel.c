// SPDX-License-Identifier: GPL-2.0-or-later
/* What the kernel allows: hibernation_available(), kernel/power/hibernate.c. */
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "administration/finding.h"
#include "kernel/snapshot.h"
#include "suspend-writer/kernel-parameters.h"
#include "suspend-writer/machine.h"

#define SECURE_BOOT_VARIABLE \
	"/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"

static void say_no_node(struct finding *finding)
{
	unsigned int major, minor;
	char number[32];

	finding_read("/sys/class/misc/snapshot/dev", number, sizeof(number));
	if (sscanf(number, "%u:%u", &major, &minor) == 2) {
		finding_failed(finding, "the node %s has been removed", SNAPSHOT_DEVICE);
		finding_cure(finding, "mknod -m 600 %s c %u %u", SNAPSHOT_DEVICE, major, minor);
		return;
	}
	finding_failed(finding, "there is no %s", SNAPSHOT_DEVICE);
	finding_cure(finding, "boot a kernel with CONFIG_HIBERNATION_SNAPSHOT_DEV");
}

void check_kernel(struct examination *examination, struct finding *finding)
{
	if (machine_is_forbidden()) {
		finding_failed(finding, "%s", machine_why_forbidden());
		finding_cure(finding, "see the checks that follow; if they are ok, CXL memory is in use");
	} else if (access(SNAPSHOT_DEVICE, F_OK) < 0) {
		say_no_node(finding);
	} else {
		finding_ok(finding, "%s offers %s", examination->kernel.release,
			   SNAPSHOT_DEVICE);
	}
}

void check_command_line(struct examination *examination, struct finding *finding)
{
	struct kernel_parameters parameters;

	(void)examination;
	kernel_parameters_read(&parameters);
	finding_ok(finding, "neither nohibernate nor noresume is on it");
	if (parameters.nohibernate) {
		finding_failed(finding, "nohibernate forbids hibernation");
		finding_cure(finding, "take nohibernate, or hibernate=no, off the kernel command "
			     "line and boot again");
	} else if (parameters.noresume) {
		finding_failed(finding, "noresume: the next boot would discard the image if it "
			       "has that as well");
		finding_cure(finding, "take noresume, or hibernate=noresume, off the kernel command "
			     "line and boot again");
	}
}

/* Four bytes of attributes, and the value. */
static int secure_boot(void)
{
	FILE *file = fopen(SECURE_BOOT_VARIABLE, "re");
	unsigned char variable[5] = { 0 };
	size_t length = file ? fread(variable, 1, sizeof(variable), file) : 0;

	if (file)
		fclose(file);
	return length == sizeof(variable) && variable[4] == 1;
}

void check_lockdown(struct examination *examination, struct finding *finding)
{
	const char *firmware = secure_boot() ? " (Secure Boot is on)" : "";
	char text[128];

	(void)examination;
	finding_read("/sys/kernel/security/lockdown", text, sizeof(text));
	if (!strstr(text, "[integrity]") && !strstr(text, "[confidentiality]")) {
		finding_ok(finding, "the kernel is not locked down%s", firmware);
		return;
	}
	finding_failed(finding, "the kernel is locked down, which forbids hibernation%s", firmware);
	finding_cure(finding, "%s", firmware[0] ? "switch Secure Boot off in the firmware" :
		     "take lockdown= off the kernel command line and boot again");
}

static int is_mapped(const char *process)
{
	char path[64], line[512];
	int found = 0;
	FILE *maps;

	snprintf(path, sizeof(path), "/proc/%.20s/maps", process);
	maps = fopen(path, "re");
	while (maps && !found && fgets(line, sizeof(line), maps))
		found = strstr(line, "/secretmem") != NULL;
	if (maps)
		fclose(maps);
	return found;
}

static int is_open(const char *process)
{
	char path[64], target[256];
	struct dirent *entry;
	DIR *descriptors;
	int found = 0;

	snprintf(path, sizeof(path), "/proc/%.20s/fd", process);
	descriptors = opendir(path);
	while (descriptors && !found && (entry = readdir(descriptors))) {
		ssize_t length = readlinkat(dirfd(descriptors), entry->d_name, target,
					    sizeof(target) - 1);

		target[length > 0 ? length : 0] = '\0';
		found = strstr(target, "secretmem") != NULL;
	}
	if (descriptors)
		closedir(descriptors);
	return found;
}

/* The kernel says only that hibernation is forbidden, so look for who has such memory then. */
void check_secret_memory(struct examination *examination, struct finding *finding)
{
	struct dirent *entry;
	char path[64], name[64];
	DIR *processes;

	(void)examination;
	if (!machine_is_forbidden()) {
		finding_ok(finding, "no process holds any");
		return;
	}
	processes = opendir("/proc");
	while (processes && (entry = readdir(processes))) {
		if (!isdigit((unsigned char)entry->d_name[0]) ||
		    (!is_open(entry->d_name) && !is_mapped(entry->d_name)))
			continue;
		snprintf(path, sizeof(path), "/proc/%.20s/comm", entry->d_name);
		finding_read(path, name, sizeof(name));
		finding_failed(finding, "process %s (%s) holds secret memory (memfd_secret), which "
			       "forbids hibernation", entry->d_name, name);
		finding_cure(finding, "end process %s", entry->d_name);
		break;
	}
	if (processes)
		closedir(processes);
}
