// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <getopt.h>
#include <unistd.h>

#include "loader/settings.h"

static struct settings read_line(const char *line)
{
	/* As if the configuration had said so. */
	struct settings settings = { .device = "/dev/file", .offset = 5, .attempts = 3,
				     .device_timeout = 30 };
	int saved = dup(STDERR_FILENO), null = open("/dev/null", O_WRONLY);
	char text[256];

	snprintf(text, sizeof(text), "%s\n", line);
	dup2(null, STDERR_FILENO);
	settings_from_command_line(&settings, text);
	dup2(saved, STDERR_FILENO);
	close(saved);
	close(null);
	return settings;
}

static void the_offset_belongs_to_its_device(void **state)
{
	static const struct {
		const char *line, *device;
		uint64_t offset;
	} cases[] = {
		{ "root=/dev/sda1 ro", "/dev/file", 5 },
		{ "resume=/dev/sda2", "/dev/sda2", 0 },
		{ "resume=UUID=1 resume_offset=7", "UUID=1", 7 },
		{ "resume_offset=7 resume=UUID=1", "UUID=1", 7 },
		{ "resume=/dev/a resume_offset=1 resume=/dev/b", "/dev/b", 1 },
		{ "resume_offset=7", "/dev/file", 5 },
		{ "xresume=/dev/a", "/dev/file", 5 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct settings settings = read_line(cases[i].line);

		assert_string_equal(settings.device, cases[i].device);
		assert_int_equal(settings.offset, cases[i].offset);
		assert_false(settings.misnamed);
	}
}

static void what_cannot_be_right_is_told(void **state)
{
	static const char *const lines[] = {
		"resume=", "resume=/swapfile", "resume=uuid=1 resume_offset=1",
		"resume=/dev/a resume_offset=x", "resume=/dev/a resume_offset=-1",
		"resume=/dev/a resume_offset=0x10", "resume=/dev/a resume_offset=",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(lines); i++)
		assert_true(read_line(lines[i]).misnamed);
}

static void places_are_told_with_their_source(void **state)
{
	struct settings settings = read_line("resume=UUID=1 resume_offset=7");

	(void)state;
	assert_string_equal(settings_place(&settings),
			    "kernel command line: resume=UUID=1 resume_offset=7");
}

static void policies(void **state)
{
	static const struct {
		const char *line;
		enum failure_policy policy;
		unsigned int attempts;
	} cases[] = {
		{ "hibernate.on_failure=discard", POLICY_DISCARD, 3 },
		{ "hibernate.on_failure=halt", POLICY_HALT, 3 },
		{ "hibernate.on_failure=retry", POLICY_RETRY, 3 },
		{ "hibernate.on_failure=retry,7", POLICY_RETRY, 7 },
		{ "hibernate.on_failure=retry,0", POLICY_DISCARD, 3 },
		{ "hibernate.on_failure=retry,x", POLICY_DISCARD, 3 },
		{ "hibernate.on_failure=retry7", POLICY_DISCARD, 3 },
		{ "hibernate.on_failure=", POLICY_DISCARD, 3 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct settings settings = read_line(cases[i].line);

		assert_int_equal(settings.on_failure, cases[i].policy);
		assert_int_equal(settings.attempts, cases[i].attempts);
	}
}

static void words(void **state)
{
	struct settings settings = read_line("quiet noresume hibernate.device_timeout=4");

	(void)state;
	assert_true(settings.quiet && settings.noresume);
	assert_int_equal(settings.device_timeout, 4);
	settings = read_line("quietly noresume=1 hibernate.device_timeout=99999");
	assert_false(settings.quiet || settings.noresume);
	assert_int_equal(settings.device_timeout, 30);
	assert_true(read_line("hibernate=noresume").noresume);
	assert_true(read_line("hibernate=no").noresume);
	assert_true(read_line("nohibernate").noresume);
	assert_false(read_line("hibernate=nocompress").noresume);
}

static struct settings read_arguments(int count, const char **arguments)
{
	struct settings settings;

	optind = 1;
	assert_int_equal(settings_read(&settings, count, (char **)arguments), 0);
	return settings;
}

/* A hook that has waited for the device has not waited for the other filesystems'. */
static void wait_is_for_the_device_alone(void **state)
{
	const char *plain[] = { "resume-loader", "--find", "/dev/a", NULL };
	const char *waited[] = { "resume-loader", "--find", "--wait", "0", "/dev/a", NULL };
	struct settings settings = read_arguments(3, plain);
	unsigned int configured = settings.device_timeout;

	(void)state;
	assert_int_equal(settings.guards_timeout, configured);
	assert_int_not_equal(configured, 0);
	settings = read_arguments(5, waited);
	assert_int_equal(settings.device_timeout, 0);
	assert_int_equal(settings.guards_timeout, configured);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_offset_belongs_to_its_device),
		cmocka_unit_test(what_cannot_be_right_is_told),
		cmocka_unit_test(places_are_told_with_their_source),
		cmocka_unit_test(policies),
		cmocka_unit_test(words),
		cmocka_unit_test(wait_is_for_the_device_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
