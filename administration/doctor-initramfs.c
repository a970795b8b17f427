// SPDX-License-Identifier: GPL-2.0-or-later
/* Is the loader where it must be at the next boot? */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "administration/finding.h"
#include "suspend-writer/device-at-boot.h"
#include "suspend-writer/initramfs-opinion.h"
#include "suspend-writer/initramfs.h"

void check_initramfs(struct examination *examination, struct finding *finding)
{
	struct initramfs_opinion opinion;

	if (initramfs_judge(examination->kernel.release, 1, &opinion) < 0)
		return;
	if (opinion.worst == INITRAMFS_CURRENT) {
		finding_ok(finding, "%s", opinion.found);
		return;
	}
	/* Another address does not count where the kernel command line names the area. */
	if (opinion.worst != INITRAMFS_OTHER_LOADER &&
	    !initramfs_is_useless(opinion.worst, examination->options))
		finding_note(finding, "%s", opinion.found);
	else
		finding_failed(finding, "%s", opinion.found);
	finding_cure(finding, "%s", opinion.cure);
}

/* Of an initramfs only the boot shows what it opens. */
void check_device_at_boot(struct examination *examination, struct finding *finding)
{
	const char *resume = examination->options->resume;
	char found[512], cure[512];

	switch (device_at_boot(resume, found, cure)) {
	case DEVICE_FOUND:
		finding_ok(finding, "the initramfs of this boot found resume=%s", resume);
		break;
	case DEVICE_UNOPENED:
		finding_note(finding, "%s", found);
		break;
	case DEVICE_MISSING:
		finding_failed(finding, "%s", found);
		break;
	case DEVICE_UNTOLD:
		return;
	}
	if (cure[0])
		finding_cure(finding, "%s", cure);
}

/* The newest that has an initramfs, if that is not the running kernel. */
static void find_newest(const char *running, char *newest, size_t size)
{
	struct initramfs images[INITRAMFS_IMAGES_MAX];
	DIR *modules = opendir("/lib/modules");
	struct dirent *entry;

	snprintf(newest, size, "%s", running);
	while (modules && (entry = readdir(modules)))
		if (strverscmp(entry->d_name, newest) > 0 &&
		    initramfs_find(entry->d_name, images, INITRAMFS_IMAGES_MAX) > 0)
			snprintf(newest, size, "%s", entry->d_name);
	if (modules)
		closedir(modules);
}

/* Boot loaders prefer it. */
void check_newer_kernel(struct examination *examination, struct finding *finding)
{
	struct initramfs_opinion opinion;
	char newest[256];

	find_newest(examination->kernel.release, newest, sizeof(newest));
	if (!strcmp(newest, examination->kernel.release) ||
	    initramfs_judge(newest, 0, &opinion) < 0 || opinion.worst == INITRAMFS_UNKNOWN)
		return;
	if (!initramfs_is_useless(opinion.worst, examination->options)) {
		finding_ok(finding, "%s, which the next boot may choose, has the loader too",
			   newest);
		return;
	}
	finding_failed(finding, "the next boot may choose %s: %s", newest, opinion.found);
	finding_cure(finding, "%s", opinion.cure);
}
