// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <getopt.h>
#include <time.h>
#include <unistd.h>

#include "suspend-writer/level.h"
#include "suspend-writer/options.h"

#define WORDS_MAX 16

static int read_words(struct options *options, const char *words)
{
	char text[256], name[] = "hibernate", *argv[WORDS_MAX] = { name };
	int argc = 1, r, saved = dup(STDERR_FILENO), null = open("/dev/null", O_WRONLY);

	snprintf(text, sizeof(text), "%s", words);
	for (char *word = strtok(text, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word;
	optind = 0;
	dup2(null, STDERR_FILENO);
	r = options_read(options, argc, argv);
	dup2(saved, STDERR_FILENO);
	close(saved);
	close(null);
	return r;
}

static void defaults(void **state)
{
	struct options options;

	(void)state;
	assert_int_equal(read_words(&options, ""), 0);
	assert_int_equal(options.verb, VERB_SAVE);
	assert_int_equal(options.mode, IMAGE_POWER_SHUTDOWN);
	assert_int_equal(options.level, LEVEL_ADAPTIVE);
	assert_int_equal(options.threads, 0);
	assert_int_equal(options.time_limit, 0);
	assert_false(options.image_size_given || options.foreground || options.wake);
	assert_string_equal(options.swap, "");
}

/* Of those settings that options of the same names take, and whose text does not tell the default. */
static void the_sample_shows_the_defaults(void **state)
{
	FILE *sample = fopen("docs/hibernate.conf.sample", "r");
	char line[256], key[32], value[32], words[80];
	struct options defaults, options;
	int told = 0, compared = 0;

	(void)state;
	assert_non_null(sample);
	assert_int_equal(read_words(&defaults, ""), 0);
	while (fgets(line, sizeof(line), sample)) {
		told = line[0] != '\n' && (told || strstr(line, "Default:"));
		if (told || sscanf(line, "#%31[a-z_] = %31s", key, value) != 2)
			continue;
		for (char *p = key; *p; p++)
			*p = *p == '_' ? '-' : *p;
		snprintf(words, sizeof(words), "--%s %s", key, value);
		if (read_words(&options, words))
			continue;
		options.given = 0;
		if (memcmp(&options, &defaults, sizeof(options)))
			fail_msg("not the default: %s", words);
		compared++;
	}
	fclose(sample);
	assert_int_equal(compared, 3);
}

static void everything_given(void **state)
{
	struct options options;

	(void)state;
	assert_int_equal(read_words(&options, "--mode platform --swap /s --image-size 3G "
					      "--level -7 --time-limit 90 --dry-run --quiet "
					      "--wake +8h --foreground"), 0);
	assert_in_range(options.wake, time(NULL) + 8 * 3600 - 5, time(NULL) + 8 * 3600);
	assert_true(options.foreground);
	assert_int_equal(options.time_limit, 90);
	assert_int_equal(options.mode, IMAGE_POWER_PLATFORM);
	assert_string_equal(options.swap, "/s");
	assert_true(options.image_size_given);
	assert_int_equal(options.image_size, 3ull << 30);
	assert_int_equal(options.level, -7);
	assert_true(options.dry_run && options.quiet);
}

static void doctor_is_a_verb(void **state)
{
	struct options options;

	(void)state;
	assert_int_equal(read_words(&options, "doctor --json --dry-run"), 0);
	assert_int_equal(options.verb, VERB_DOCTOR);
	assert_true(options.json && options.dry_run && !options.force);
	assert_int_equal(read_words(&options, "--force"), 0);
	assert_int_equal(options.verb, VERB_SAVE);
	assert_true(options.force);
}

static void show_is_a_verb(void **state)
{
	struct options options;

	(void)state;
	assert_int_equal(read_words(&options, "show --json"), 0);
	assert_int_equal(options.verb, VERB_SHOW);
	assert_true(options.json);
}

static void setup_has_options_of_its_own(void **state)
{
	struct options options;

	(void)state;
	assert_int_equal(read_words(&options, "setup --path /a --size 2G --hibernate-only"), 0);
	assert_int_equal(options.verb, VERB_SETUP);
	assert_string_equal(options.swap, "/a");
	assert_int_equal(options.size, 2ull << 30);
	assert_true(options.hibernate_only);
	assert_false(options.undo);
	assert_int_equal(read_words(&options, "--undo setup --dry-run"), 0);
	assert_true(options.undo && options.dry_run);
	assert_int_equal(read_words(&options, "setup"), 0);
	assert_false(options.hibernate_only);
}

static void mistakes_are_refused(void **state)
{
	static const char *const words[] = {
		"--mode never", "--swap relative/path", "--image-size 3X", "--image-size -1",
		"--image-size 99999999999999999999", "--image-size 99999999999T",
		"--image-size K", "--level 20", "--level -51", "--level 1x", "--level aut", "--threads 0",
		"--threads 65", "--time-limit -1", "--time-limit 86401", "--unknown", "now", "show now", "--json",
		"--wake never", "--wake +1s", "--path /a", "show --size 1G", "settle --dry-run", "--hibernate-only", "last --undo", "setup --path a",
		"setup --size 1X", "setup --json",
	};
	struct options options;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (read_words(&options, words[i]) != -1)
			fail_msg("accepted: %s", words[i]);
}

static void options_belong_to_their_verbs(void **state)
{
	static const char *const refused[] = {
		"setup --mode reboot", "setup --force", "setup --wake +8h", "setup --swap /a",
		"setup --level 3", "setup --foreground", "show --wake +8h", "show --dry-run",
		"last --swap /a", "settle --threads 2", "settle --json", "doctor --force",
		"doctor --image-size 1G", "--undo", "--size 1G",
	};
	static const char *const taken[] = {
		"show --swap /a", "doctor --swap /a --json --dry-run", "setup --dry-run --path /a",
		"setup -q", "settle -q", "doctor --quiet", "last -q --json", "-q",
	};
	struct options options;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(refused); i++)
		if (read_words(&options, refused[i]) != -1)
			fail_msg("accepted: %s", refused[i]);
	for (size_t i = 0; i < ARRAY_SIZE(taken); i++)
		if (read_words(&options, taken[i]) != 0)
			fail_msg("refused: %s", taken[i]);
}

static void options_that_exclude_each_other(void **state)
{
	static const char *const words[] = {
		"setup --undo --size 8G", "setup --path /x --undo",
		"setup --undo --hibernate-only", "--dry-run --force", "--force --dry-run",
	};
	struct options options;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (read_words(&options, words[i]) != -1)
			fail_msg("accepted: %s", words[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults),
		cmocka_unit_test(the_sample_shows_the_defaults),
		cmocka_unit_test(everything_given),
		cmocka_unit_test(doctor_is_a_verb),
		cmocka_unit_test(show_is_a_verb),
		cmocka_unit_test(setup_has_options_of_its_own),
		cmocka_unit_test(mistakes_are_refused),
		cmocka_unit_test(options_belong_to_their_verbs),
		cmocka_unit_test(options_that_exclude_each_other),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
