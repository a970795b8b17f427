// SPDX-License-Identifier: GPL-2.0-or-later
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "config/device-name.h"
#include "loader/check.h"
#include "loader/device.h"
#include "loader/early.h"
#include "loader/log.h"
#include "loader/resume.h"
#include "loader/settings.h"

static int find(const struct settings *settings)
{
	char path[512];

	if (settings->misnamed)
		return 3;
	if (settings->device[0] == '\0' || device_path(settings->device, path, sizeof(path)))
		return 2;
	printf("%s %llu %u\n", path, (unsigned long long)settings->offset,
	       settings->device_timeout);
	return device_present(path) ? 0 : 1;
}

int main(int argc, char **argv)
{
	struct settings settings;
	int r;

	if (getpid() == 1 && !strcmp(argv[0], "/init"))
		early_init(argv);
	r = settings_read(&settings, argc, argv);
	if (r)
		return r > 0 ? 0 : 2;
	if (settings.action == ACTION_CHECK)
		return check(&settings);
	if (settings.action == ACTION_FIND)
		return find(&settings);
	if (!settings.quiet)
		log_show_progress();
	return resume(&settings);
}
