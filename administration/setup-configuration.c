// SPDX-License-Identifier: GPL-2.0-or-later
/* hibernate.conf tells writer and loader where the area is: no kernel command line need. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "administration/setup-activation.h"
#include "administration/setup-change.h"
#include "administration/setup-initramfs.h"
#include "administration/setup-step.h"
#include "config/config-file.h"
#include "suspend-writer/choice.h"
#include "suspend-writer/device-at-boot.h"
#include "suspend-writer/log.h"
#include "suspend-writer/resume-device.h"

/* With all that choice_make() checks where the area is active. */
static int locate(const struct setup *setup, struct choice *choice)
{
	memset(choice, 0, sizeof(*choice));
	return setup_area_is_active(setup->path) ? choice_make(choice, setup->path) :
						   choice_locate(choice, setup->path);
}

static char *lines_for(const struct setup *setup, const struct choice *choice)
{
	char *lines;

	if (asprintf(&lines, "resume = %s\nresume_offset = %llu\nswap = %s\n%s", choice->resume,
		     (unsigned long long)choice->place.offset, setup->path,
		     setup->options->hibernate_only ? "hibernate_only = yes\n" : "") < 0)
		return NULL;
	return lines;
}

static int names(const struct choice *choice, const char *resume, uint64_t offset)
{
	return resume_device(resume) == makedev(choice->place.major, choice->place.minor) &&
	       offset == choice->place.offset;
}

/* What the file says; the kernel command line, which wins, is another matter. */
struct said {
	char resume[320];
	char swap[512];
	uint64_t offset;
	int hibernate_only;
};

static int from_file(void *context, const char *key, const char *value, int line)
{
	struct said *said = context;

	(void)line;
	if (!value)
		return 0;
	if (!strcmp(key, "resume"))
		snprintf(said->resume, sizeof(said->resume), "%s", value);
	else if (!strcmp(key, "resume_offset"))
		said->offset = strtoull(value, NULL, 10);
	else if (!strcmp(key, "swap"))
		snprintf(said->swap, sizeof(said->swap), "%s", value);
	else if (!strcmp(key, "hibernate_only"))
		said->hibernate_only = !strcmp(value, "yes");
	return 0;
}

static int says_so(const struct setup *setup, const struct choice *choice)
{
	struct said said = { .offset = 0 };

	config_file_read(CONFIG_FILE, from_file, &said);
	return said.hibernate_only == setup->options->hibernate_only &&
	       !strcmp(said.swap, setup->path) && names(choice, said.resume, said.offset);
}

static int is_configured(const struct setup *setup, char *text, size_t size)
{
	struct choice choice;

	snprintf(text, size, "put resume, resume_offset%s and swap = %s into " CONFIG_FILE,
		 setup->options->hibernate_only ? ", hibernate_only" : "", setup->path);
	if (setup->bytes)
		return 0;
	return locate(setup, &choice) ? -1 : says_so(setup, &choice);
}

static int configure(struct setup *setup)
{
	struct choice choice;
	char *lines;
	int r;

	if (locate(setup, &choice) || setup_initramfs_will_change(setup))
		return -1;
	lines = lines_for(setup, &choice);
	r = lines ? setup_change_lines(&setup->journal, CONFIG_FILE, lines) :
		    log_failure(CONFIG_FILE, -ENOMEM);
	free(lines);
	return r;
}

void setup_check_command_line(const struct setup *setup)
{
	const struct options *options = setup->options;
	struct choice choice;

	if (options->resume_source != RESUME_FROM_COMMAND_LINE || locate(setup, &choice) ||
	    names(&choice, options->resume, options->resume_offset))
		return;
	log_note("warning: resume=%s resume_offset=%llu on the kernel command line win over "
		 CONFIG_FILE ", and name another place than %s: take them out of the boot loader's "
		 "configuration and boot once", options->resume,
		 (unsigned long long)options->resume_offset, setup->path);
}

void setup_check_device(const struct setup *setup)
{
	char found[512], cure[512];
	struct choice choice;

	if (setup->bytes || locate(setup, &choice))
		return;
	device_at_boot(choice.resume, found, cure);
	if (found[0])
		log_note("warning: %s: %s", found, cure);
}

const struct step setup_configuration = { is_configured, configure };
