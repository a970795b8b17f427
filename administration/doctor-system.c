// SPDX-License-Identifier: GPL-2.0-or-later
/* What in the running system has to do with it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "administration/finding.h"
#include "administration/setup-systemd.h"
#include "kernel/watchdog.h"
#include "suspend-writer/command.h"
#include "suspend-writer/record.h"
#include "suspend-writer/settle.h"

#define ASK_SECONDS 10
#define DROP_IN "/usr/lib/resume-loader/systemd-hibernate.conf"
#define DROP_IN_DIRECTORY "/etc/systemd/system/systemd-hibernate.service.d"

static void take_answer(void *context, const char *line)
{
	snprintf(context, 1024, "%s", line);
}

/* As systemd reads its configuration: the last word counts. */
struct permission {
	char file[256]; /* of which the lines are */
	char refusal[256]; /* the file that said last that hibernation is not allowed */
};

static int is_no(const char *value)
{
	static const char *const words[] = { "no", "n", "false", "f", "off", "0" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcasecmp(value, words[i]))
			return 1;
	return 0;
}

/* Before the lines of a file there is one with its path. */
static void take_setting(void *context, const char *line)
{
	struct permission *permission = context;
	char value[16];

	if (!strncmp(line, "# /", 3))
		snprintf(permission->file, sizeof(permission->file), "%s", line + 2);
	else if (sscanf(line, " AllowHibernation = %15s", value) == 1)
		snprintf(permission->refusal, sizeof(permission->refusal), "%s",
			 is_no(value) ? permission->file : "");
}

/* What others have put behind the file that setup links is left to them. */
static void say_offer_cure(struct finding *finding)
{
	static const char *const argv[] = { "systemd-analyze", "cat-config",
					    "systemd/sleep.conf", NULL };
	struct permission permission = { .file = "" };

	command_read(argv, ASK_SECONDS, take_setting, &permission);
	if (permission.refusal[0])
		finding_cure(finding, "take AllowHibernation=no out of %s", permission.refusal);
	else
		finding_cure(finding, "hibernate setup");
}

static const char *why_silent(int r)
{
	return r == -ETIMEDOUT ? "took too long" : "failed";
}

/* systemctl does what logind offers. Without a bus there is nobody to ask. */
static void ask_logind(struct finding *finding)
{
	static const char *const argv[] = { "busctl", "call", "org.freedesktop.login1",
					    "/org/freedesktop/login1",
					    "org.freedesktop.login1.Manager", "CanHibernate",
					    NULL };
	char answer[1024] = "";
	int r = command_read(argv, ASK_SECONDS, take_answer, answer);

	finding_ok(finding, "runs hibernate");
	if (r == -ENOENT || strstr(answer, "\"yes\"") || strstr(answer, "\"challenge\""))
		return;
	if (r < 0) {
		finding_note(finding, "runs hibernate, but whether logind offers it is not known: "
			     "busctl, which asks it, %s", why_silent(r));
		finding_cure(finding, "systemctl restart systemd-logind.service; hibernate itself "
			     "does without it");
		return;
	}
	finding_failed(finding, "is not offered by logind, whose CanHibernate says %s", answer);
	say_offer_cure(finding);
}

void check_systemctl_hibernate(struct examination *examination, struct finding *finding)
{
	static const char *const argv[] = { "systemctl", "show", "-p", "ExecStart",
					    "systemd-hibernate.service", NULL };
	char answer[1024] = "";

	(void)examination;
	if (!setup_systemd_runs())
		return;
	command_read(argv, ASK_SECONDS, take_answer, answer);
	/* Up to the blank, for other programs' names may begin so. */
	if (strstr(answer, "path=/usr/sbin/hibernate ")) {
		ask_logind(finding);
		return;
	}
	finding_failed(finding, "does not run hibernate: the drop-in of systemd-hibernate.service "
		       "is not in effect");
	finding_cure(finding, "mkdir -p %s && ln -sf %s %s/50-hibernate.conf && systemctl "
		     "daemon-reload", DROP_IN_DIRECTORY, DROP_IN, DROP_IN_DIRECTORY);
}

static void say_boot_script(struct finding *finding)
{
	finding_note(finding, "this system is not run by systemd, and what its boot scripts do is "
		     "not known here");
	finding_cure(finding, "have a boot script run 'hibernate settle' before it activates the "
		     "swap areas");
}

void check_settle(struct examination *examination, struct finding *finding)
{
	(void)examination;
	if (!setup_systemd_runs()) {
		say_boot_script(finding);
		return;
	}
	if (setup_systemd_settles()) {
		finding_ok(finding, "hibernate-settle.service is enabled");
		return;
	}
	finding_failed(finding, "hibernate-settle.service is not enabled: an image that was not "
		       "resumed could outlive a boot");
	finding_cure(finding, "%s", setup_systemd_settle_cure());
}

void check_watchdog(struct examination *examination, struct finding *finding)
{
	unsigned int seconds = watchdog_seconds_left(WATCHDOG_DIRECTORY);

	(void)examination;
	if (!seconds)
		return;
	finding_note(finding, "one is active and fires in %u s unless it is fed: a save has systemd "
		     "stop its own, and gives up in time before another", seconds);
	finding_cure(finding, "should hibernate --dry-run take longer, give it more time: SAFETY in "
		     "hibernate(8)");
}

void check_last(struct examination *examination, struct finding *finding)
{
	struct record record;

	(void)examination;
	if (record_read(&record) < 0)
		return;
	settle_find_outcome(&record);
	if (record.outcome == RECORD_RESUMED || record.outcome == RECORD_SAVING)
		finding_ok(finding, "%s", record_outcome_word(record.outcome));
	else
		finding_note(finding, "%s: %s", record_outcome_word(record.outcome), record.reason);
}
