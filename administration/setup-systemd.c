// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * systemd runs hibernate in place of its own program, by drop-ins, and discards an image
 * that was not resumed, by a service.
 */
#include "administration/setup-systemd.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "administration/setup-change.h"
#include "administration/setup-program.h"
#include "administration/setup-step.h"
#include "kernel/resume-place.h"
#include "kernel/swap-area.h"
#include "suspend-writer/command.h"
#include "suspend-writer/log.h"
#include "suspend-writer/settle.h"

#define SHIPPED "/usr/lib/resume-loader"
/* Lines of a file there and where it has to be linked. */
#define LINKS SHIPPED "/links"
#define LINKS_MAX 8
#define SETTLE_SERVICE "hibernate-settle.service"
#define ASK_SECONDS 10
#define ANSWER_SIZE 64

struct link {
	char target[256];
	char path[256];
};

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

/* It has its environment, which drop-ins change, from its start on; sessions outlive that. */
int setup_systemd_reload_with_logind(void)
{
	static const char *const restart[] = { "systemctl", "try-restart",
					       "systemd-logind.service", NULL };

	if (setup_systemd_reload())
		return -1;
	return setup_systemd_runs() ? setup_program_run(restart) : 0;
}

/* Returns how many; none where systemd does not run. */
static int read_links(struct link *links)
{
	FILE *file = setup_systemd_runs() ? fopen(LINKS, "re") : NULL;
	char name[128];
	int count = 0;

	while (file && count < LINKS_MAX &&
	       fscanf(file, "%127s %255s", name, links[count].path) == 2) {
		snprintf(links[count].target, sizeof(links[count].target), SHIPPED "/%s", name);
		count++;
	}
	if (file)
		fclose(file);
	return count;
}

static int is_there(const struct link *link)
{
	char target[sizeof(link->target)];
	ssize_t length = readlink(link->path, target, sizeof(target) - 1);

	if (length < 0)
		return 0;
	target[length] = '\0';
	return !strcmp(target, link->target);
}

static int are_linked(const struct setup *setup, char *text, size_t size)
{
	struct link links[LINKS_MAX];
	int count = read_links(links), there = 0;

	(void)setup;
	for (int i = 0; i < count; i++)
		there += is_there(&links[i]);
	if (count)
		snprintf(text, size, "have systemctl hibernate run hibernate");
	return there == count;
}

static int make_link(struct journal *journal, const struct link *link)
{
	char directory[sizeof(link->path)], *slash;

	snprintf(directory, sizeof(directory), "%s", link->path);
	slash = strrchr(directory, '/');
	if (slash)
		*slash = '\0';
	return setup_change_directory(journal, directory) ||
	       setup_change_link(journal, link->path, link->target) ? -1 : 0;
}

static int link_drop_ins(struct setup *setup)
{
	struct link links[LINKS_MAX];
	int count = read_links(links);

	for (int i = 0; i < count; i++)
		if (!is_there(&links[i]) && make_link(&setup->journal, &links[i]))
			return -1;
	return setup_systemd_reload_with_logind();
}

static void take_answer(void *context, const char *line)
{
	snprintf(context, ANSWER_SIZE, "%s", line);
}

/* The exit status is 0 also for enabled-runtime. */
static void ask_state(char *answer)
{
	static const char *const ask[] = { "systemctl", "is-enabled", SETTLE_SERVICE, NULL };

	answer[0] = '\0';
	command_read(ask, ASK_SECONDS, take_answer, answer);
}

int setup_systemd_settles(void)
{
	char answer[ANSWER_SIZE];

	ask_state(answer);
	return !strcmp(answer, "enabled");
}

const char *setup_systemd_settle_cure(void)
{
	char answer[ANSWER_SIZE];

	ask_state(answer);
	if (!strcmp(answer, "masked"))
		return "systemctl unmask " SETTLE_SERVICE " && systemctl enable " SETTLE_SERVICE;
	if (!strcmp(answer, "masked-runtime"))
		return "systemctl unmask --runtime " SETTLE_SERVICE " && systemctl enable "
		       SETTLE_SERVICE;
	return "systemctl enable " SETTLE_SERVICE;
}

static int is_enabled(const struct setup *setup, char *text, size_t size)
{
	(void)setup;
	if (!setup_systemd_runs())
		return 1;
	snprintf(text, size, "enable " SETTLE_SERVICE);
	return setup_systemd_settles();
}

static int enable(struct setup *setup)
{
	static const char *const enable[] = { "systemctl", "enable", SETTLE_SERVICE, NULL };

	if (journal_add(&setup->journal, JOURNAL_UNIT, SETTLE_SERVICE))
		return -1;
	return setup_program_run(enable);
}

/* "major:minor offset" */
static int read_known(char *known, size_t size)
{
	unsigned int major_number, minor_number;
	uint64_t offset = 0;
	FILE *device = fopen("/sys/power/resume", "re"), *page;

	if (!device)
		return -1;
	if (fscanf(device, "%u:%u", &major_number, &minor_number) != 2)
		major_number = minor_number = 0;
	fclose(device);
	page = fopen("/sys/power/resume_offset", "re");
	if (page && fscanf(page, "%" SCNu64, &offset) != 1)
		offset = 0;
	if (page)
		fclose(page);
	snprintf(known, size, "%u:%u %" PRIu64, major_number, minor_number, offset);
	return 0;
}

/* logind offers to hibernate when the kernel knows the area: the service tells it. */
static int is_announced(const struct setup *setup, char *text, size_t size)
{
	struct swap_place place;
	char device[64] = "", known[64] = "";

	if (!setup_systemd_runs() || read_known(known, sizeof(known)))
		return 1;
	snprintf(text, size, "tell the kernel of the area, by " SETTLE_SERVICE);
	if (setup->bytes || swap_area_locate(setup->path, &place) < 0)
		return 0;
	snprintf(device, sizeof(device), "%u:%u %" PRIu64, place.major, place.minor, place.offset);
	return !strcmp(device, known);
}

/* What it knew before us: a later run finds what the first has told. */
static int note_known(struct journal *journal)
{
	char known[64];

	if (journal_find(journal, JOURNAL_RESUME, NULL) || read_known(known, sizeof(known)))
		return 0;
	return journal_add(journal, JOURNAL_RESUME, known);
}

static int announce(struct setup *setup)
{
	static const char *const restart[] = { "systemctl", "restart", SETTLE_SERVICE, NULL };

	if (note_known(&setup->journal))
		return -1;
	return setup_program_run(restart);
}

/* Before 6.5 the kernel cannot be told that there is no device: EINVAL. */
static int forget_device(uint64_t offset)
{
	int r = resume_place_tell(0, 0, offset);

	if (r == -EINVAL)
		log_note("the kernel goes on to name the device of the area in /sys/power/resume "
			 "until the next boot");
	else if (r < 0 && r != -ENOENT)
		return log_failure("/sys/power/resume", r);
	return 0;
}

int setup_systemd_unannounce(const char *known)
{
	unsigned int major_number, minor_number;
	uint64_t offset;

	if (sscanf(known, "%u:%u %" SCNu64, &major_number, &minor_number, &offset) != 3)
		return 0;
	if (!major_number && !minor_number)
		return forget_device(offset);
	settle_tell_kernel(makedev(major_number, minor_number), offset);
	return 0;
}

const struct step setup_drop_ins = { are_linked, link_drop_ins };
const struct step setup_settle_service = { is_enabled, enable };
const struct step setup_announcement = { is_announced, announce };
