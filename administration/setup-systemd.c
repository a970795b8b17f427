// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * systemd runs hibernate in place of its own program, by drop-ins, and discards an image
 * that was not resumed, by a service.
 */
#include "administration/setup-systemd.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "administration/setup-change.h"
#include "administration/setup-program.h"
#include "administration/setup-step.h"

#define UNITS "/etc/systemd/system/"
#define SHIPPED "/usr/lib/resume-loader/"
#define SETTLE_SERVICE "hibernate-settle.service"

/* The drop-in of a unit, by the name that it has among what is installed. */
static const struct drop_in {
	const char *shipped;
	const char *directory;
	const char *link;
} drop_ins[] = {
	{ SHIPPED "systemd-hibernate.conf", UNITS "systemd-hibernate.service.d",
	  UNITS "systemd-hibernate.service.d/50-hibernate.conf" },
};

#define DROP_INS (sizeof(drop_ins) / sizeof(drop_ins[0]))

/* As sd_booted(3) tells it. */
int setup_systemd_runs(void)
{
	struct stat status;

	return lstat("/run/systemd/system", &status) == 0 && S_ISDIR(status.st_mode);
}

int setup_systemd_reload(void)
{
	static const char *const reload[] = { "systemctl", "daemon-reload", NULL };

	return setup_systemd_runs() ? setup_program_run(reload) : 0;
}

static int is_linked(const struct drop_in *drop_in)
{
	char target[256];
	ssize_t length = readlink(drop_in->link, target, sizeof(target) - 1);

	if (length < 0)
		return 0;
	target[length] = '\0';
	return !strcmp(target, drop_in->shipped);
}

static int is_shipped(const struct drop_in *drop_in)
{
	return access(drop_in->shipped, F_OK) == 0;
}

static int are_linked(const struct setup *setup, char *text, size_t size)
{
	int shipped = 0, linked = 0;

	(void)setup;
	for (size_t i = 0; setup_systemd_runs() && i < DROP_INS; i++)
		if (is_shipped(&drop_ins[i])) {
			shipped++;
			linked += is_linked(&drop_ins[i]);
		}
	if (shipped)
		snprintf(text, size, "have systemctl hibernate run hibernate");
	return shipped == linked;
}

static int link_drop_ins(struct setup *setup)
{
	for (size_t i = 0; i < DROP_INS; i++)
		if (is_shipped(&drop_ins[i]) && !is_linked(&drop_ins[i]) &&
		    (setup_change_directory(&setup->journal, drop_ins[i].directory) ||
		     setup_change_link(&setup->journal, drop_ins[i].link, drop_ins[i].shipped)))
			return -1;
	return setup_systemd_reload();
}

static int is_enabled(const struct setup *setup, char *text, size_t size)
{
	static const char *const ask[] = { "systemctl", "is-enabled", SETTLE_SERVICE, NULL };

	(void)setup;
	if (!setup_systemd_runs())
		return 1;
	snprintf(text, size, "enable " SETTLE_SERVICE);
	return setup_program_ask(ask) == 0;
}

static int enable(struct setup *setup)
{
	static const char *const enable[] = { "systemctl", "enable", SETTLE_SERVICE, NULL };

	if (journal_add(&setup->journal, JOURNAL_UNIT, SETTLE_SERVICE))
		return -1;
	return setup_program_run(enable);
}

const struct step setup_drop_ins = { are_linked, link_drop_ins };
const struct step setup_settle_service = { is_enabled, enable };
