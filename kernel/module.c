// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/module.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* klibc has the call but no header for it, others have neither. */
#ifdef __KLIBC__
int finit_module(int fd, const char *parameters, int flags);
#else
static int finit_module(int fd, const char *parameters, int flags)
{
	return (int)syscall(SYS_finit_module, fd, parameters, flags);
}
#endif

/* MODULE_INIT_COMPRESSED_FILE of linux/module.h */
#define COMPRESSED 4

int module_load(const char *path)
{
	const char *ending = strrchr(path, '.');
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int r;

	if (fd < 0)
		return -errno;
	r = finit_module(fd, "", ending && !strcmp(ending, ".ko") ? 0 : COMPRESSED) < 0 ? -errno : 0;
	close(fd);
	return r;
}
