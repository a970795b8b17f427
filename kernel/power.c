// SPDX-License-Identifier: GPL-2.0-or-later
#include "kernel/power.h"

#include <errno.h>
#include <unistd.h>
#include <sys/reboot.h>
#include <linux/reboot.h>

#ifdef __KLIBC__
#define enter(command) reboot(command, NULL)
#else
#define enter(command) reboot(command)
#endif

int power_off(void)
{
	return enter((int)LINUX_REBOOT_CMD_POWER_OFF) < 0 ? -errno : 0;
}

int power_reboot(void)
{
	return enter((int)LINUX_REBOOT_CMD_RESTART) < 0 ? -errno : 0;
}

int power_halt(void)
{
	return enter((int)LINUX_REBOOT_CMD_HALT) < 0 ? -errno : 0;
}
