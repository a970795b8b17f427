/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_EARLY_H
#define LOADER_EARLY_H

/* The initramfs's own /init, which ours stands in front of. */
#define REAL_INIT "/init.real"
/* Drivers of the disk that the area lies on, in the order of loading: NNN-NAME.ko, or compressed. */
#define DRIVERS_DIR "/usr/lib/resume-loader/drivers"

/*
 * As process 1 of the initramfs: resume before udev and systemd, if the image and all that
 * its guards name is there at once; if it is not, or there is no image, change nothing.
 * Then becomes REAL_INIT, with the arguments of argv.
 */
_Noreturn void early_init(char **argv);

#endif
