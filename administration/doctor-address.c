// SPDX-License-Identifier: GPL-2.0-or-later
/* Does what the next boot's loader is told lead to the area? */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "administration/finding.h"
#include "config/config-file.h"
#include "suspend-writer/kernel-parameters.h"
#include "suspend-writer/resume-device.h"

/* resume= and resume_offset=, as somebody says them. */
struct address {
	char resume[256]; /* empty if it is silent */
	uint64_t offset;
};

static int take_setting(void *context, const char *key, const char *value, int line)
{
	struct address *address = context;

	(void)line;
	if (value && !strcmp(key, "resume"))
		snprintf(address->resume, sizeof(address->resume), "%s", value);
	else if (value && !strcmp(key, "resume_offset"))
		address->offset = strtoull(value, NULL, 10);
	return 0;
}

static const char *place_of(enum resume_source source)
{
	switch (source) {
	case RESUME_FROM_FILE:
		return CONFIG_FILE;
	case RESUME_FROM_COMMAND_LINE:
		return "the kernel command line";
	default:
		return "the boot loader's configuration";
	}
}

/* 1 after saying which of the two is wrong. */
static int say_wrong(const struct choice *choice, const struct address *address,
		     const char *where, struct finding *finding)
{
	const struct swap_place *place = &choice->place;
	dev_t device = resume_device(address->resume);

	if (device == 0)
		finding_failed(finding, "resume=%s of %s names no device that is here",
			       address->resume, where);
	else if (device != makedev(place->major, place->minor))
		finding_failed(finding, "resume=%s of %s is another device than that of %s",
			       address->resume, where, choice->area.path);
	else if (address->offset != place->offset)
		finding_failed(finding, "resume_offset=%" PRIu64 " of %s is wrong: %s begins at "
			       "page %" PRIu64, address->offset, where, choice->area.path,
			       place->offset);
	else
		return 0;
	return 1;
}

static void say_cure(const struct choice *choice, enum resume_source source,
		     struct finding *finding)
{
	if (source == RESUME_FROM_FILE || source == RESUME_FROM_NOBODY)
		finding_cure(finding, "hibernate setup, or write resume = %s and resume_offset = %"
			     PRIu64 " into " CONFIG_FILE " and make the initramfs anew",
			     choice->resume, choice->place.offset);
	else
		finding_cure(finding, "put resume=%s resume_offset=%" PRIu64 " there, or take both "
			     "off it and run hibernate setup", choice->resume,
			     choice->place.offset);
}

/* What counts is right; what does not may still be a trap for whoever takes the other away. */
static void say_right(const struct examination *examination, struct finding *finding)
{
	const struct options *options = examination->options;
	struct finding wrong = { .status = FINDING_NONE };
	struct address file = { .offset = 0 };

	finding_ok(finding, "resume=%s resume_offset=%" PRIu64 " of %s leads to %s",
		   options->resume, options->resume_offset, place_of(options->resume_source),
		   examination->choice.area.path);
	config_file_read(CONFIG_FILE, take_setting, &file);
	if (options->resume_source == RESUME_FROM_FILE || !file.resume[0] ||
	    !say_wrong(&examination->choice, &file, CONFIG_FILE, &wrong))
		return;
	finding_note(finding, "%s; but the kernel command line counts, and is right", wrong.found);
	say_cure(&examination->choice, RESUME_FROM_FILE, finding);
}

void check_configuration(struct examination *examination, struct finding *finding)
{
	const char *mistake = examination->options->mistake;

	if (!mistake[0])
		return;
	finding_failed(finding, "%s", mistake);
	finding_cure(finding, "correct it: until then hibernate ends with exit status 2");
}

void check_address(struct examination *examination, struct finding *finding)
{
	const struct options *options = examination->options;
	struct address address = { .offset = options->resume_offset };

	if (!examination->has_choice)
		return;
	snprintf(address.resume, sizeof(address.resume), "%s", options->resume);
	if (options->resume_source == RESUME_FROM_NOBODY)
		finding_failed(finding, "nothing tells the loader where to look");
	else if (!say_wrong(&examination->choice, &address, place_of(options->resume_source),
			    finding)) {
		say_right(examination, finding);
		return;
	}
	say_cure(&examination->choice, options->resume_source, finding);
}
