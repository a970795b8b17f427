// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/device-at-boot.h"

#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include "config/device-name.h"
#include "suspend-writer/crypt-device.h"
#include "suspend-writer/initramfs-generator.h"
#include "suspend-writer/initramfs.h"
#include "suspend-writer/log.h"
#include "suspend-writer/resume-device.h"

#define TEXT_SIZE 512

/* hibernate-load notes "found" or "missing" and the path that it looked at. */
static enum device_at_boot read_note(const char *path)
{
	FILE *file = fopen(INITRAMFS_NOTE, "re");
	enum device_at_boot answer = DEVICE_UNTOLD;
	char line[TEXT_SIZE + 16];

	while (file && fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		if (!strncmp(line, "found ", 6) && !strcmp(line + 6, path))
			answer = DEVICE_FOUND;
		else if (!strncmp(line, "missing ", 8) && !strcmp(line + 8, path))
			answer = DEVICE_MISSING;
	}
	if (file)
		fclose(file);
	return answer;
}

static void say_cure(const struct crypt_device *crypt, char *cure)
{
	struct utsname names = { .release = "" };
	char rebuild[128];

	uname(&names);
	initramfs_rebuild_command(names.release, "", rebuild, sizeof(rebuild));
	if (!crypt)
		snprintf(cure, TEXT_SIZE, "see that the initramfs has what this device takes: %s, "
			 "and boot once", rebuild);
	else
		snprintf(cure, TEXT_SIZE, "have the initramfs open %s, by the option initramfs in "
			 "its line of /etc/crypttab or by rd.luks.uuid=%s on the kernel command "
			 "line: %s, and boot once", crypt->name, crypt->uuid, rebuild);
}

enum device_at_boot device_at_boot(const char *resume, char *found, char *cure)
{
	struct crypt_device crypt;
	char path[TEXT_SIZE];
	int is_crypt = crypt_device_find(resume_device(resume), &crypt);
	enum device_at_boot answer = device_path(resume, path, sizeof(path)) ?
				     DEVICE_UNTOLD : read_note(path);

	found[0] = '\0';
	cure[0] = '\0';
	if (answer == DEVICE_UNTOLD && is_crypt) {
		answer = DEVICE_UNOPENED;
		snprintf(found, TEXT_SIZE, "no boot has shown yet that the initramfs opens %s, on "
			 "which the swap area lies", crypt.name);
	} else if (answer == DEVICE_MISSING) {
		snprintf(found, TEXT_SIZE, "the initramfs of this boot did not find resume=%.255s: "
			 "nothing could resume the machine", resume);
	}
	if (found[0])
		say_cure(is_crypt ? &crypt : NULL, cure);
	return answer;
}

int device_at_boot_check(const char *resume)
{
	char found[TEXT_SIZE], cure[TEXT_SIZE];

	switch (device_at_boot(resume, found, cure)) {
	case DEVICE_MISSING:
		log_error("%s: %s; --force hibernates all the same", found, cure);
		return -1;
	case DEVICE_UNOPENED:
		log_note("%s: %s", found, cure);
		return 0;
	default:
		return 0;
	}
}
