// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/initramfs-opinion.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include "config/config-file.h"
#include "suspend-writer/command.h"
#include "suspend-writer/device-at-boot.h"
#include "suspend-writer/initramfs-generator.h"
#include "suspend-writer/initramfs.h"
#include "suspend-writer/interrupt.h"
#include "suspend-writer/log.h"
#include "suspend-writer/memory-at-boot.h"

#define CONTENTS_SECONDS 10
/* "holds-", 16 digits for the loader, "-", 16 for where the area is, "-", 16 for the other settings */
#define HOLDS_LOADER_LENGTH 22
#define HOLDS_ADDRESS_LENGTH 17

static const char *const sentences[] = {
	[INITRAMFS_CURRENT] = "runs the installed loader with the present settings",
	[INITRAMFS_OTHER_POLICY] = "has another device_timeout or on_failure than " CONFIG_FILE,
	[INITRAMFS_OTHER_LOADER] = "holds a loader that is not known to be the installed one",
	[INITRAMFS_OTHER_ADDRESS] = "has another resume or resume_offset than " CONFIG_FILE,
	[INITRAMFS_NOT_RUN] = "holds a loader that nothing in it runs",
	[INITRAMFS_NO_LOADER] = "has no loader: nothing could resume the machine",
};

static void take_name(void *context, const char *line)
{
	snprintf(context, sizeof(((struct initramfs *)NULL)->holds), "%s", line);
}

/* What an image that is made now would hold; empty if the loader is not installed. */
static void read_installed(char *holds)
{
	static const char *const argv[] = { "/usr/lib/resume-loader/hibernate-contents", NULL };

	holds[0] = '\0';
	if (command_read(argv, CONTENTS_SECONDS, take_name, holds) < 0)
		holds[0] = '\0';
}

static enum initramfs_verdict judge(const struct initramfs *image, const char *installed)
{
	if (!image->has_loader)
		return INITRAMFS_NO_LOADER;
	if (!image->is_run)
		return INITRAMFS_NOT_RUN;
	if (!installed[0])
		return INITRAMFS_OTHER_LOADER;
	if (strlen(image->holds) != strlen(installed))
		return image->has_settings ? INITRAMFS_OTHER_LOADER : INITRAMFS_OTHER_ADDRESS;
	if (strncmp(image->holds + HOLDS_LOADER_LENGTH, installed + HOLDS_LOADER_LENGTH,
		    HOLDS_ADDRESS_LENGTH))
		return INITRAMFS_OTHER_ADDRESS;
	if (strncmp(image->holds, installed, HOLDS_LOADER_LENGTH))
		return INITRAMFS_OTHER_LOADER;
	return strcmp(image->holds, installed) ? INITRAMFS_OTHER_POLICY : INITRAMFS_CURRENT;
}

static void say(struct initramfs_opinion *opinion, enum initramfs_verdict verdict,
		const char *subject, const char *release, const char *image)
{
	opinion->worst = verdict;
	snprintf(opinion->found, sizeof(opinion->found), "%.511s %s", subject,
		 sentences[verdict]);
	opinion->cure[0] = '\0';
	if (verdict != INITRAMFS_CURRENT)
		initramfs_rebuild_command(release, image, opinion->cure, sizeof(opinion->cure));
}

static void say_unknown(struct initramfs_opinion *opinion, const char *release,
			const char *unread, const char *consequence)
{
	opinion->worst = opinion->best = INITRAMFS_UNKNOWN;
	snprintf(opinion->found, sizeof(opinion->found), "%s %s%s", unread[0] ?
		 "no tool here lists" : "there is no initramfs of kernel",
		 unread[0] ? unread : release, consequence);
	initramfs_rebuild_command(release, unread, opinion->cure, sizeof(opinion->cure));
}

/* Another machine, or a boot from the network, may have given this kernel its initramfs. */
static void judge_this_boot(struct initramfs_opinion *opinion, const char *release,
			    const char *unread, const char *installed)
{
	struct initramfs image;

	if (initramfs_of_this_boot(&image) == 0) {
		opinion->best = judge(&image, installed);
		say(opinion, opinion->best, "the initramfs that this boot came from", release, "");
		return;
	}
	say_unknown(opinion, release, unread,
		    ", and this boot ran no loader: nothing could resume the machine");
}

int initramfs_judge(const char *release, int running, struct initramfs_opinion *opinion)
{
	struct initramfs images[INITRAMFS_IMAGES_MAX];
	int count = initramfs_find(release, images, INITRAMFS_IMAGES_MAX), seen = 0;
	char installed[sizeof(images->holds)];

	read_installed(installed);
	memset(opinion, 0, sizeof(*opinion));
	for (int i = 0; i < count; i++) {
		int r = initramfs_read(&images[i]);
		enum initramfs_verdict verdict;

		if (r == -EINTR)
			return r;
		if (r < 0)
			continue;
		verdict = judge(&images[i], installed);
		if (!seen || verdict > opinion->worst)
			say(opinion, verdict, images[i].image, release, images[i].image);
		if (!seen++ || verdict < opinion->best)
			opinion->best = verdict;
	}
	if (!seen && running)
		judge_this_boot(opinion, release, count ? images[0].image : "", installed);
	else if (!seen)
		say_unknown(opinion, release, count ? images[0].image : "", "");
	return 0;
}

int initramfs_is_useless(enum initramfs_verdict verdict, const struct options *options)
{
	if (verdict == INITRAMFS_OTHER_ADDRESS)
		return options->resume_source == RESUME_FROM_FILE;
	return verdict > INITRAMFS_OTHER_ADDRESS;
}

int initramfs_check(const struct options *options)
{
	struct initramfs_opinion opinion;
	struct utsname names;

	if (uname(&names) < 0)
		return log_failure("uname", -errno);
	if (initramfs_judge(names.release, 1, &opinion) < 0 || interrupt_check() < 0)
		return interrupt_say();
	if (initramfs_is_useless(opinion.best, options)) {
		log_error("%s: %s, or hibernate setup; --force hibernates all the same",
			  opinion.found, opinion.cure);
		return -1;
	}
	if (opinion.worst != INITRAMFS_CURRENT)
		log_note("%s: %s", opinion.found, opinion.cure);
	return device_at_boot_check(options->resume) || memory_at_boot_check() ? -1 : 0;
}
