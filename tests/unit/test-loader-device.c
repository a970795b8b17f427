// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include "config/device-name.h"
#include "loader/device.h"

static void names_become_paths(void **state)
{
	static const struct {
		const char *name, *path;
	} cases[] = {
		{ "/dev/sda2", "/dev/sda2" },
		{ "UUID=ab-CD", "/dev/disk/by-uuid/ab-CD" },
		{ "LABEL=my swap/1", "/dev/disk/by-label/my\\x20swap\\x2f1" },
		{ "LABEL=b\\c", "/dev/disk/by-label/b\\x5cc" },
		{ "PARTUUID=12", "/dev/disk/by-partuuid/12" },
		{ "PARTLABEL=swap", "/dev/disk/by-partlabel/swap" },
	};
	char path[64];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		assert_int_equal(device_path(cases[i].name, path, sizeof(path)), 0);
		assert_string_equal(path, cases[i].path);
	}
}

static void names_are_told_from_others(void **state)
{
	static const char *const others[] = {
		"", "/dev/", "/swapfile", "sda2", "8:2", "uuid=1", "ID=1", "UUID=", "PARTLABEL=",
	};

	(void)state;
	assert_true(device_name_known("/dev/sda2"));
	assert_true(device_name_known("LABEL=swap"));
	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		assert_false(device_name_known(others[i]));
}

static void long_names_are_refused(void **state)
{
	char name[128], path[64];

	(void)state;
	memset(name, 'x', sizeof(name));
	name[sizeof(name) - 1] = '\0';
	assert_int_equal(device_path(name, path, sizeof(path)), -1);
	memcpy(name, "LABEL=", 6);
	assert_int_equal(device_path(name, path, sizeof(path)), -1);
}

static void only_devices_and_files_are_present(void **state)
{
	(void)state;
	assert_true(device_present("Makefile"));
	assert_false(device_present("/dev/null"));
	assert_false(device_present("tests"));
	assert_false(device_present("/nonexistent"));
	assert_true(device_wait("Makefile", 0));
	assert_false(device_wait("/nonexistent", 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_become_paths),
		cmocka_unit_test(names_are_told_from_others),
		cmocka_unit_test(long_names_are_refused),
		cmocka_unit_test(only_devices_and_files_are_present),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
