// SPDX-License-Identifier: GPL-2.0-or-later
/* Is the loader where it must be at the next boot? */
#include <dirent.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "administration/finding.h"
#include "suspend-writer/device-at-boot.h"
#include "suspend-writer/initramfs-opinion.h"
#include "suspend-writer/initramfs.h"
#include "suspend-writer/resume-device.h"
#include "suspend-writer/root-stack.h"
#include "suspend-writer/sys-device.h"

/*
 * An older loader refuses an image that it does not understand. Another address does not count
 * where the kernel command line names the area.
 */
static int is_relied_on(enum initramfs_verdict verdict, const struct options *options)
{
	return verdict != INITRAMFS_OTHER_LOADER && !initramfs_is_useless(verdict, options);
}

void check_initramfs(struct examination *examination, struct finding *finding)
{
	struct initramfs_opinion opinion;

	if (initramfs_judge(examination->kernel.release, 1, &opinion) < 0)
		return;
	if (opinion.worst == INITRAMFS_CURRENT) {
		finding_ok(finding, "%s", opinion.found);
		return;
	}
	if (is_relied_on(opinion.worst, examination->options))
		finding_note(finding, "%s", opinion.found);
	else
		finding_failed(finding, "%s", opinion.found);
	finding_cure(finding, "%s", opinion.cure);
}

/* The root's own device, or a partition beside it, was there as well. */
static int is_at_hand(const char *resume)
{
	dev_t number = resume_device(resume);
	struct sys_device device;

	if (sys_device_find(number, &device) == 0 && sys_device_has(&device, "partition"))
		number = sys_device_number(&device, "../dev");
	return root_stack_has(number);
}

static void say_untold(const char *resume, struct finding *finding)
{
	if (is_at_hand(resume)) {
		finding_ok(finding, "the root lies on the same disk as resume=%s", resume);
		return;
	}
	finding_doubt(finding, "no boot has shown yet that the initramfs finds resume=%s", resume);
	finding_cure(finding, "boot once before you rely on it");
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
	case DEVICE_MISSING:
		finding_failed(finding, "%s", found);
		break;
	case DEVICE_UNTOLD:
		if (resume[0])
			say_untold(resume, finding);
		break;
	}
	if (cure[0])
		finding_cure(finding, "%s", cure);
}

typedef int kernel_test(const char *release, const void *context);

/* The newest that has modules and passes; found stays empty if none does. */
static void find_kernel(kernel_test *passes, const void *context, char *found, size_t size)
{
	DIR *modules = opendir("/lib/modules");
	struct dirent *entry;

	found[0] = '\0';
	while (modules && (entry = readdir(modules)))
		if (entry->d_name[0] != '.' && strverscmp(entry->d_name, found) > 0 &&
		    passes(entry->d_name, context))
			snprintf(found, size, "%s", entry->d_name);
	if (modules)
		closedir(modules);
}

static int has_initramfs(const char *release)
{
	struct initramfs images[INITRAMFS_IMAGES_MAX];

	return initramfs_find(release, images, INITRAMFS_IMAGES_MAX) > 0;
}

/* Packages with headers, or modules of others, leave a folder without one. */
static int has_kernel(const char *release)
{
	char pattern[600];
	glob_t found = { .gl_pathc = 0 };
	int r;

	snprintf(pattern, sizeof(pattern), "{/boot/{vmlinuz,vmlinux,kernel,image}-%s,"
		 "/lib/modules/%s/vmlinuz}", release, release);
	r = glob(pattern, GLOB_BRACE, NULL, &found);
	globfree(&found);
	return r == 0;
}

/* Updates of some distributions take away what the running kernel came from. */
static int is_removed(const char *release)
{
	char modules[300];

	snprintf(modules, sizeof(modules), "/lib/modules/%s", release);
	return access(modules, F_OK) < 0 && !has_initramfs(release);
}

static int is_preferred(const char *release, const void *running)
{
	return strverscmp(release, running) > 0 || is_removed(running);
}

static int is_next(const char *release, const void *running)
{
	return is_preferred(release, running) && (has_initramfs(release) || has_kernel(release));
}

static void say_next(const char *release, const struct initramfs_opinion *opinion,
		     const struct options *options, struct finding *finding)
{
	finding_note(finding, "the next boot may choose %s: %s", release, opinion->found);
	finding_cure(finding, "%s", opinion->cure);
	if (opinion->worst != INITRAMFS_UNKNOWN) {
		finding->status = is_relied_on(opinion->worst, options) ? FINDING_NOTE :
									  FINDING_FAILED;
		return;
	}
	finding->status = FINDING_DOUBT;
	if (has_initramfs(release))
		finding_cure(finding, "boot %s once before you rely on it", release);
}

static void say_modules(const char *running, struct finding *finding)
{
	char newest[256];

	find_kernel(is_preferred, running, newest, sizeof(newest));
	if (!newest[0])
		return;
	finding_note(finding, "modules of %s are here, but no kernel and no initramfs of it has "
		     "been found", newest);
	finding_cure(finding, "do not choose %s at the next boot", newest);
}

/* Boot loaders prefer it. */
void check_newer_kernel(struct examination *examination, struct finding *finding)
{
	const char *running = examination->kernel.release;
	struct initramfs_opinion opinion;
	char newest[256];

	find_kernel(is_next, running, newest, sizeof(newest));
	if (!newest[0]) {
		say_modules(running, finding);
		return;
	}
	if (initramfs_judge(newest, 0, &opinion) < 0)
		return;
	if (opinion.worst == INITRAMFS_CURRENT)
		finding_ok(finding, "%s, which the next boot may choose, has the loader too",
			   newest);
	else
		say_next(newest, &opinion, examination->options, finding);
}

/*
 * Images of 6.6 and later leave out pages of zeros, which older kernels do not know. Elsewhere
 * than on x86-64 each build takes only its own.
 */
static int cannot_restore(const char *release, const void *context)
{
	const struct utsname *saved = context;

	if (!strcmp(release, saved->release) || !has_initramfs(release))
		return 0;
	return strcmp(saved->machine, "x86_64") ||
	       (strverscmp(saved->release, "6.6") >= 0 && strverscmp(release, "6.6") < 0);
}

/* Whoever chooses it at the next boot loses the session. */
void check_other_kernels(struct examination *examination, struct finding *finding)
{
	char other[256];

	find_kernel(cannot_restore, &examination->kernel, other, sizeof(other));
	if (!other[0])
		return;
	finding_note(finding, "%s, which is installed too, cannot restore an image of %s",
		     other, examination->kernel.release);
	finding_cure(finding, "do not choose %s at the next boot", other);
}
