// SPDX-License-Identifier: GPL-2.0-or-later
#include "loader/settings.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/config-file.h"
#include "config/device-name.h"
#include "kernel/boot-parameter.h"
#include "loader/log.h"

#define DEVICE_TIMEOUT_DEFAULT 30
#define ATTEMPTS_DEFAULT 3
#define COMMAND_LINE_SIZE 4096
#define COMMAND_LINE "kernel command line"
/* RESUME= of initramfs-tools, cmdline.d of dracut: what a hook passes on */
#define ARGUMENTS "initramfs"

static const char help[] =
	"Usage: resume-loader [--wait SECONDS] [DEVICE [OFFSET]]\n"
	"       resume-loader --give-up [DEVICE [OFFSET]]\n"
	"       resume-loader --check FILE-OR-DEVICE [OFFSET]\n"
	"       resume-loader --find [DEVICE [OFFSET]]\n"
	"Restore the hibernated system whose image lies in a swap area.\n"
	"\n"
	"DEVICE is a path or UUID=, LABEL=, PARTUUID=, PARTLABEL=; OFFSET counts pages to\n"
	"the swap header. By default both come from resume= and resume_offset= on the\n"
	"kernel command line, else from " CONFIG_FILE ".\n"
	"\n"
	"  --give-up       do not load: a run before this one was killed\n"
	"  --check         verify a whole image; exit status 0 complete, 1 refused,\n"
	"                  3 no image\n"
	"  --find          print device, offset and for how many seconds to wait; exit status\n"
	"                  0 if the device is there, 1 if not yet, 2 if none is named, 3 if\n"
	"                  what names it cannot be right\n"
	"  --wait SECONDS  wait at most so long for the device\n"
	"  --help, --version\n";

static int parse_number(const char *text, uint64_t *number)
{
	char *end;

	if (*text < '0' || *text > '9')
		return -1;
	errno = 0;
	*number = strtoull(text, &end, 10);
	return *end || errno ? -1 : 0;
}

static int parse_seconds(const char *text, unsigned int *seconds)
{
	uint64_t number;

	if (parse_number(text, &number) || number > 86400)
		return -1;
	*seconds = (unsigned int)number;
	return 0;
}

static int set_device(struct settings *settings, const char *name)
{
	if (strlen(name) >= sizeof(settings->device))
		return -1;
	strcpy(settings->device, name);
	return 0;
}

/* "discard", "halt", "retry", "retry N" or, for the kernel command line, "retry,N" */
static int parse_policy(struct settings *settings, const char *text)
{
	unsigned int attempts = settings->attempts;

	if (!strcmp(text, "discard")) {
		settings->on_failure = POLICY_DISCARD;
		return 0;
	}
	if (!strcmp(text, "halt")) {
		settings->on_failure = POLICY_HALT;
		return 0;
	}
	if (strncmp(text, "retry", 5) || !strchr(" ,", text[5]) ||
	    (text[5] && parse_seconds(text + 6, &attempts)) || attempts == 0)
		return -1;
	settings->on_failure = POLICY_RETRY;
	settings->attempts = attempts;
	return 0;
}

/* Settings of the writer are not ours to judge. A bad line must not stop a boot. */
static int from_file(void *context, const char *key, const char *value, int line)
{
	struct settings *settings = context;
	int bad = 0, place = 0;

	if (!value)
		bad = 1;
	else if (!strcmp(key, "resume"))
		bad = place = !device_name_known(value) || set_device(settings, value);
	else if (!strcmp(key, "resume_offset"))
		bad = place = parse_number(value, &settings->offset);
	else if (!strcmp(key, "device_timeout"))
		bad = parse_seconds(value, &settings->device_timeout);
	else if (!strcmp(key, "on_failure"))
		bad = parse_policy(settings, value);
	if (bad)
		log_error(CONFIG_FILE " line %d: bad setting '%s%s%s'", line, key,
			  value ? " = " : "", value ? value : "");
	if (place)
		settings->misnamed = 1;
	return 0;
}

static const char *value_of(const char *word, const char *key)
{
	size_t length = strlen(key);

	return strncmp(word, key, length) ? NULL : word + length;
}

/* What the kernel command line says of the place. */
struct place {
	const char *device, *offset;
};

static void from_word(struct settings *settings, const char *word, struct place *place)
{
	const char *value;
	int bad = 0;

	if (boot_parameter_forbids_resume(word))
		settings->noresume = 1;
	else if (!strcmp(word, "quiet"))
		settings->quiet = 1;
	else if ((value = value_of(word, "resume=")))
		place->device = value;
	else if ((value = value_of(word, "resume_offset=")))
		place->offset = value;
	else if ((value = value_of(word, "hibernate.device_timeout=")))
		bad = parse_seconds(value, &settings->device_timeout);
	else if ((value = value_of(word, "hibernate.on_failure=")))
		bad = parse_policy(settings, value);
	if (bad)
		log_error("kernel command line: bad parameter '%s'", word);
}

/* The offset belongs to the device beside it, never to the one in the file. */
static int set_place(struct settings *settings, const char *source, const struct place *place)
{
	settings->source = source;
	settings->device[0] = '\0';
	settings->offset = 0;
	settings->misnamed = 1;
	if (set_device(settings, place->device))
		log_error("%s: resume=%.40s...: too long a name", source, place->device);
	else if (place->offset && parse_number(place->offset, &settings->offset))
		log_error("%s: resume_offset=%s is no number of pages", source, place->offset);
	else
		settings->misnamed = 0;
	return settings->misnamed;
}

static void place_from_command_line(struct settings *settings, const struct place *place)
{
	if (!place->device && place->offset)
		log_error(COMMAND_LINE ": resume_offset= without resume=");
	if (!place->device || set_place(settings, COMMAND_LINE, place) ||
	    device_name_known(place->device))
		return;
	log_error(COMMAND_LINE ": resume=%s is neither a path below /dev nor UUID=, LABEL=, "
		  "PARTUUID= or PARTLABEL=", place->device);
	settings->misnamed = 1;
}

void settings_from_command_line(struct settings *settings, char *text)
{
	struct place place = { NULL, NULL };
	char *save;

	for (char *word = strtok_r(text, " \n", &save); word;
	     word = strtok_r(NULL, " \n", &save))
		from_word(settings, word, &place);
	place_from_command_line(settings, &place);
}

static void read_command_line(struct settings *settings)
{
	char text[COMMAND_LINE_SIZE];
	int fd = open("/proc/cmdline", O_RDONLY | O_CLOEXEC);
	ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

	if (fd >= 0)
		close(fd);
	if (length < 0)
		return;
	text[length] = '\0';
	settings_from_command_line(settings, text);
}

static int from_positional(struct settings *settings, int count, char **arguments)
{
	struct place place = { arguments[0], NULL };

	/* A hook without an offset may well pass an empty one. */
	if (count > 1 && arguments[1][0])
		place.offset = arguments[1];
	return count > 0 && set_place(settings, ARGUMENTS, &place) ? -1 : 0;
}

static int usage_error(void)
{
	fputs(help, stderr);
	return -1;
}

static void read_surroundings(struct settings *settings)
{
	settings->source = CONFIG_FILE;
	settings->device_timeout = DEVICE_TIMEOUT_DEFAULT;
	settings->attempts = ATTEMPTS_DEFAULT;
	config_file_read(CONFIG_FILE, from_file, settings);
	read_command_line(settings);
}

/* 0, 1 or -1 as settings_read(); *wait is the argument of --wait. */
static int read_options(struct settings *settings, int argc, char **argv, const char **wait)
{
	static const struct option options[] = {
		{ "check", no_argument, NULL, 'c' }, { "find", no_argument, NULL, 'f' },
		{ "wait", required_argument, NULL, 'w' }, { "help", no_argument, NULL, 'h' },
		{ "give-up", no_argument, NULL, 'g' }, { "version", no_argument, NULL, 'V' },
		{ NULL, 0, NULL, 0 },
	};

	for (int option; (option = getopt_long(argc, argv, "h", options, NULL)) != -1;) {
		if (option == 'c')
			settings->action = ACTION_CHECK;
		else if (option == 'f')
			settings->action = ACTION_FIND;
		else if (option == 'g')
			settings->action = ACTION_GIVE_UP;
		else if (option == 'w')
			*wait = optarg;
		else if (option == 'h')
			return fputs(help, stdout), 1;
		else if (option == 'V')
			return puts("resume-loader " VERSION), 1;
		else
			return usage_error();
	}
	return settings->action == ACTION_CHECK && optind == argc ? usage_error() : 0;
}

int settings_read(struct settings *settings, int argc, char **argv)
{
	const char *wait = NULL;
	int r;

	memset(settings, 0, sizeof(*settings));
	r = read_options(settings, argc, argv, &wait);
	if (r)
		return r;
	if (settings->action == ACTION_RESUME || settings->action == ACTION_GIVE_UP)
		log_to_kernel();
	read_surroundings(settings);
	/* A hook that has waited has waited for the one device only. */
	settings->guards_timeout = settings->device_timeout;
	if ((wait && parse_seconds(wait, &settings->device_timeout)) || argc - optind > 2)
		return usage_error();
	return from_positional(settings, argc - optind, argv + optind);
}

const char *settings_place(const struct settings *settings)
{
	static char text[400];

	snprintf(text, sizeof(text), "%s: resume=%s resume_offset=%llu", settings->source,
		 settings->device, (unsigned long long)settings->offset);
	return text;
}
