/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef KERNEL_POWER_H
#define KERNEL_POWER_H

/* reboot(2), without a sync. -errno if refused; if the hardware fails they do not return. */
int power_off(void);
int power_reboot(void);
int power_halt(void);

#endif
