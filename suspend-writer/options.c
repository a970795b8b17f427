// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/options.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zstd.h>

#include "config/config-file.h"
#include "suspend-writer/kernel-parameters.h"
#include "suspend-writer/level.h"
#include "suspend-writer/log.h"
#include "suspend-writer/wake.h"

#define LEVEL_MIN (-50)
#define THREADS_MAX 64
#define TIME_LIMIT_MAX 86400

static const char help[] =
	"Usage: hibernate [OPTION]...\n"
	"       hibernate show [--json] [--swap PATH]\n"
	"       hibernate last [--json]\n"
	"       hibernate doctor [--json] [--swap PATH] [--dry-run] [--quiet]\n"
	"       hibernate settle [--quiet]\n"
	"       hibernate setup [--path PATH] [--size BYTES] [--hibernate-only] [--dry-run]\n"
	"                       [--quiet]\n"
	"       hibernate setup --undo [--dry-run] [--quiet]\n"
	"Save the running system to a swap area and switch the machine off.\n"
	"\n"
	"  --mode shutdown|platform|reboot\n"
	"                      what to do after saving (shutdown)\n"
	"  --swap PATH         swap file or partition to use; by default the active one on\n"
	"                      a disk with the most room\n"
	"  --dry-run           freeze, save, read back and verify, and go on running\n"
	"  --force             save also if it seems that nothing would resume it\n"
	"  --image-size BYTES  memory that the kernel should aim to keep (K, M, G allowed)\n"
	"  --level N           zstd level, -50 to 19; negative is faster. auto: as the disk\n"
	"                      keeps up (auto)\n"
	"  --threads N         compressing threads (one for each processor, at most 16)\n"
	"  --time-limit SECONDS\n"
	"                      give up a save that takes longer; 0 is no limit (0)\n"
	"  --wake TIME         have the clock switch the machine on: 07:30, +8h, +1h30m\n"
	"  --foreground        over ssh: do not give the terminal back before the freeze\n"
	"  --quiet             say only what goes wrong\n"
	"  --help, --version\n"
	"\n"
	"show tells which area would be used and describes an image in it.\n"
	"last tells what became of the last hibernation; exit status 0 if it was resumed.\n"
	"doctor looks at all that it needs to come back; exit status 0 if it would, 1 if it\n"
	"would not, 4 if only a boot shows that.\n"
	"settle is for boot scripts, before the swap areas are activated: it discards an\n"
	"image that was not resumed.\n"
	"setup makes a swap file, or adopts one, and has the system resume from it; --undo\n"
	"takes that back.\n"
	"Settings are also read from " CONFIG_FILE ".\n";

static int parse_integer(const char *text, long min, long max, long *number)
{
	char *end;

	errno = 0;
	*number = strtol(text, &end, 10);
	return end == text || *end || errno || *number < min || *number > max ? -1 : 0;
}

static int parse_size(const char *text, uint64_t *bytes)
{
	static const char units[] = "KMGT";
	unsigned long long number;
	const char *unit;
	char *end;

	errno = 0;
	number = strtoull(text, &end, 10);
	if (*text < '0' || *text > '9' || errno)
		return -1;
	unit = *end ? strchr(units, *end) : NULL;
	if (unit) {
		int shift = 10 * (int)(unit - units + 1);

		if (number > UINT64_MAX >> shift)
			return -1;
		number <<= shift;
		end++;
	}
	*bytes = number;
	return *end ? -1 : 0;
}

static int set_mode(struct options *options, const char *value)
{
	static const char *const modes[] = {
		[IMAGE_POWER_SHUTDOWN] = "shutdown",
		[IMAGE_POWER_PLATFORM] = "platform",
		[IMAGE_POWER_REBOOT] = "reboot",
	};

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
		if (!strcmp(value, modes[i])) {
			options->mode = (enum image_power_mode)i;
			return 0;
		}
	return -1;
}

static int set_swap(struct options *options, const char *value)
{
	if (value[0] != '/' || strlen(value) >= sizeof(options->swap))
		return -1;
	strcpy(options->swap, value);
	return 0;
}

static int set_image_size(struct options *options, const char *value)
{
	options->image_size_given = 1;
	return parse_size(value, &options->image_size);
}

static int set_level(struct options *options, const char *value)
{
	long number = LEVEL_ADAPTIVE;

	if (strcmp(value, "auto") && parse_integer(value, LEVEL_MIN, 19, &number))
		return -1;
	options->level = (int)number;
	return 0;
}

static int set_threads(struct options *options, const char *value)
{
	long number;

	if (parse_integer(value, 1, THREADS_MAX, &number))
		return -1;
	options->threads = (unsigned int)number;
	return 0;
}

static int set_time_limit(struct options *options, const char *value)
{
	long number;

	if (parse_integer(value, 0, TIME_LIMIT_MAX, &number))
		return -1;
	options->time_limit = (unsigned int)number;
	return 0;
}

static int set_size(struct options *options, const char *value)
{
	return parse_size(value, &options->size);
}

static int set_hibernate_only(struct options *options, const char *value)
{
	options->hibernate_only = !strcmp(value, "yes");
	return strcmp(value, "yes") && strcmp(value, "no") ? -1 : 0;
}

static const struct {
	const char *key;
	int (*set)(struct options *options, const char *value);
} settings[] = {
	{ "mode", set_mode },   { "swap", set_swap },       { "image-size", set_image_size },
	{ "level", set_level }, { "threads", set_threads },
	{ "time-limit", set_time_limit }, { "hibernate-only", set_hibernate_only },
};

/* -ENOENT for an unknown key, -EINVAL for a value that does not suit it. */
static int set(struct options *options, const char *key, const char *value)
{
	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
		if (!strcmp(key, settings[i].key))
			return settings[i].set(options, value) ? -EINVAL : 0;
	return -ENOENT;
}

static int set_resume(struct options *options, const char *value)
{
	if (strlen(value) >= sizeof(options->resume))
		return -1;
	strcpy(options->resume, value);
	return 0;
}

static int set_resume_offset(struct options *options, const char *value)
{
	long number;

	if (parse_integer(value, 0, LONG_MAX, &number))
		return -1;
	options->resume_offset = (uint64_t)number;
	return 0;
}

/* 1 if the key is none of the loader's, else 0 or -1 for a bad value. */
static int set_for_the_loader(struct options *options, const char *key, const char *value)
{
	if (!strcmp(key, "resume"))
		return set_resume(options, value);
	if (!strcmp(key, "resume_offset"))
		return set_resume_offset(options, value);
	return strcmp(key, "device_timeout") && strcmp(key, "on_failure") && strcmp(key, "early");
}

/* What follows a mistake counts all the same; the first is told. */
static int from_file(void *context, const char *key, const char *value, int line)
{
	struct options *options = context;
	char name[32];
	int r = value ? set_for_the_loader(options, key, value) : -1;
	const char *what;

	snprintf(name, sizeof(name), "%s", key);
	for (char *p = name; *p; p++)
		*p = *p == '_' ? '-' : *p;
	if (r > 0)
		r = set(options, name, value);
	if (r == 0 || options->mistake[0])
		return 0;
	what = !value ? "no '=' in" : r == -ENOENT ? "unknown setting" : "bad value for";
	snprintf(options->mistake, sizeof(options->mistake), "%s line %d: %s '%s'", CONFIG_FILE,
		 line, what, key);
	return 0;
}

static int usage_error(void)
{
	fputs("Try 'hibernate --help'.\n", stderr);
	return -1;
}

/* Not in the file. */
static int set_for_setup(struct options *options, const char *key, const char *value)
{
	return !strcmp(key, "path") ? set_swap(options, value) : set_size(options, value);
}

static int from_argument(struct options *options, const char *key, const char *value)
{
	int r = set(options, key, value);

	if (r == -ENOENT)
		r = set_for_setup(options, key, value);
	if (r == 0)
		return 0;
	log_error("bad value '%s' for --%s", value, key);
	return usage_error();
}

static int set_wake(struct options *options, const char *value)
{
	options->wake = wake_time(value, time(NULL));
	if (options->wake > 0)
		return 0;
	if (options->wake == -ERANGE)
		log_error("--wake %s is less than a minute or more than 366 days from now", value);
	else
		log_error("bad value '%s' for --wake: 07:30 and +1h30m are good ones", value);
	return usage_error();
}

static const char *const verbs[] = { [VERB_SAVE] = "a save", [VERB_SHOW] = "show",
				     [VERB_LAST] = "last", [VERB_SETTLE] = "settle",
				     [VERB_SETUP] = "setup", [VERB_DOCTOR] = "doctor" };

enum { SAVE = 1 << VERB_SAVE, SHOW = 1 << VERB_SHOW, LAST = 1 << VERB_LAST,
       SETUP = 1 << VERB_SETUP, DOCTOR = 1 << VERB_DOCTOR };

/* Of what is not here, as --quiet, each verb can make something. */
static const struct {
	const char *option;
	unsigned int verbs;
} belongs[] = {
	{ "mode", SAVE }, { "image-size", SAVE }, { "level", SAVE }, { "threads", SAVE },
	{ "time-limit", SAVE }, { "wake", SAVE }, { "foreground", SAVE }, { "force", SAVE },
	{ "swap", SAVE | SHOW | DOCTOR }, { "dry-run", SAVE | SETUP | DOCTOR },
	{ "json", SHOW | LAST | DOCTOR },
	{ "path", SETUP }, { "size", SETUP }, { "hibernate-only", SETUP }, { "undo", SETUP },
};

static unsigned int bit_of(const char *option)
{
	for (size_t i = 0; i < sizeof(belongs) / sizeof(belongs[0]); i++)
		if (!strcmp(option, belongs[i].option))
			return 1u << i;
	return 0;
}

/* 0, or -1 after saying what would be ignored. */
static int check_verb(const struct options *options)
{
	for (size_t i = 0; i < sizeof(belongs) / sizeof(belongs[0]); i++)
		if ((options->given & 1u << i) && !(belongs[i].verbs & 1u << options->verb)) {
			log_error("--%s does not go with %s", belongs[i].option,
				  verbs[options->verb]);
			return -1;
		}
	return 0;
}

static int check_pairs(const struct options *options)
{
	static const char *const pairs[][2] = { { "dry-run", "force" }, { "undo", "path" },
						{ "undo", "size" }, { "undo", "hibernate-only" } };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if ((options->given & bit_of(pairs[i][0])) && (options->given & bit_of(pairs[i][1]))) {
			log_error("--%s does not go with --%s", pairs[i][0], pairs[i][1]);
			return -1;
		}
	return 0;
}

static int read_words(struct options *options, int count, char **words)
{
	for (size_t i = VERB_SHOW; i <= VERB_DOCTOR && count > 0; i++)
		if (!strcmp(words[0], verbs[i])) {
			options->verb = (enum verb)i;
			words++;
			count--;
		}
	if (count > 0)
		log_error("unknown command '%s'", words[0]);
	return count > 0 || check_verb(options) || check_pairs(options) ? usage_error() : 0;
}

static int read_arguments(struct options *options, int argc, char **argv)
{
	enum { DRY_RUN = 'd', FORCE = 'F', QUIET = 'q', JSON = 'j', HELP = 'h', SHOW_VERSION = 'V',
	       HIBERNATE_ONLY = 'o', UNDO = 'u', WAKE = 'w', FOREGROUND = 'f' };
	static const struct option known[] = {
		{ "mode", required_argument, NULL, 0 },
		{ "swap", required_argument, NULL, 0 },
		{ "image-size", required_argument, NULL, 0 },
		{ "level", required_argument, NULL, 0 },
		{ "threads", required_argument, NULL, 0 },
		{ "time-limit", required_argument, NULL, 0 },
		{ "path", required_argument, NULL, 0 },
		{ "size", required_argument, NULL, 0 },
		{ "hibernate-only", no_argument, NULL, HIBERNATE_ONLY },
		{ "undo", no_argument, NULL, UNDO },
		{ "wake", required_argument, NULL, WAKE },
		{ "foreground", no_argument, NULL, FOREGROUND },
		{ "dry-run", no_argument, NULL, DRY_RUN },
		{ "force", no_argument, NULL, FORCE },
		{ "quiet", no_argument, NULL, QUIET },
		{ "json", no_argument, NULL, JSON },
		{ "help", no_argument, NULL, HELP },
		{ "version", no_argument, NULL, SHOW_VERSION },
		{ NULL, 0, NULL, 0 },
	};
	int index = -1;

	for (int c; (c = getopt_long(argc, argv, "hqV", known, &index)) != -1; index = -1) {
		options->given |= index < 0 ? 0 : bit_of(known[index].name);
		switch (c) {
		case 0:
			if (from_argument(options, known[index].name, optarg))
				return -1;
			break;
		case WAKE:
			if (set_wake(options, optarg))
				return -1;
			break;
		case FOREGROUND:
			options->foreground = 1;
			break;
		case DRY_RUN:
			options->dry_run = 1;
			break;
		case FORCE:
			options->force = 1;
			break;
		case QUIET:
			options->quiet = 1;
			break;
		case JSON:
			options->json = 1;
			break;
		case HIBERNATE_ONLY:
			options->hibernate_only = options->hibernate_only_given = 1;
			break;
		case UNDO:
			options->undo = 1;
			break;
		case HELP:
			return fputs(help, stdout), 1;
		case SHOW_VERSION:
			return puts("hibernate " VERSION), 1;
		default:
			return usage_error();
		}
	}
	return read_words(options, argc - optind, argv + optind);
}

/*
 * As the loader reads them: resume= with the resume_offset= beside it wins over the file. What
 * is only in a boot loader's settings counts last, for it may not be what is booted.
 */
static void set_place(struct options *options)
{
	struct kernel_parameters parameters;

	options->resume_source = options->resume[0] ? RESUME_FROM_FILE : RESUME_FROM_NOBODY;
	kernel_parameters_read(&parameters);
	if (parameters.bad)
		log_note("kernel command line: bad resume= or resume_offset=");
	if (parameters.resume[0]) {
		options->resume_source = RESUME_FROM_COMMAND_LINE;
	} else if (options->resume_source == RESUME_FROM_NOBODY) {
		kernel_parameters_read_next(&parameters);
		if (parameters.resume[0])
			options->resume_source = RESUME_FROM_NEXT_COMMAND_LINE;
	}
	if (!parameters.resume[0])
		return;
	snprintf(options->resume, sizeof(options->resume), "%s", parameters.resume);
	options->resume_offset = parameters.offset;
}

/* Only what saves, or changes the configuration, must know all of it. */
static int judge_mistake(const struct options *options)
{
	int needs_all = options->verb == VERB_SAVE || (options->verb == VERB_SETUP && !options->undo);

	if (!options->mistake[0] || options->verb == VERB_DOCTOR)
		return 0;
	log_error("%s", options->mistake);
	return needs_all ? -1 : 0;
}

int options_read(struct options *options, int argc, char **argv)
{
	int r;

	memset(options, 0, sizeof(*options));
	options->level = LEVEL_ADAPTIVE;
	r = config_file_read(CONFIG_FILE, from_file, options);
	if (r < 0 && r != -ENOENT)
		snprintf(options->mistake, sizeof(options->mistake), "%s: %s", CONFIG_FILE,
			 strerror(-r));
	r = read_arguments(options, argc, argv);
	if (r == 0)
		r = judge_mistake(options);
	if (r == 0)
		set_place(options);
	return r;
}
