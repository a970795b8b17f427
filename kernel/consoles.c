// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/consoles.h"

#include <fcntl.h>
#include <stdio.h>

int consoles_open(const char *path, int access, int fds[CONSOLES_MAX])
{
	FILE *file = fopen(path, "r");
	char line[128], name[32], node[40];
	int count = 0;

	while (file && count < CONSOLES_MAX && fgets(line, sizeof(line), file)) {
		if (sscanf(line, "%31s", name) != 1)
			continue;
		snprintf(node, sizeof(node), "/dev/%s", name);
		fds[count] = open(node, access | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
		if (fds[count] >= 0)
			count++;
	}
	if (file)
		fclose(file);
	return count;
}
