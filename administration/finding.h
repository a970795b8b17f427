/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef ADMINISTRATION_FINDING_H
#define ADMINISTRATION_FINDING_H

#include <sys/utsname.h>

#include "suspend-writer/choice.h"
#include "suspend-writer/options.h"

enum finding_status {
	FINDING_NONE,   /* the check does not apply to this machine */
	FINDING_OK,
	FINDING_NOTE,   /* worth knowing; a hibernation would come back */
	FINDING_DOUBT,  /* a note, too: only a boot shows whether it would come back */
	FINDING_FAILED, /* a hibernation would fail, or not come back */
};

/* What a check came to: a sentence, and what to do about it; empty if there is nothing. */
struct finding {
	enum finding_status status;
	char found[1024];
	char cure[512];
};

/* What all checks look at. */
struct examination {
	const struct options *options;
	struct utsname kernel;
	struct choice choice;
	int has_choice; /* else at most choice.area is set: an active one that will not do */
	int activated;  /* the area, for as long as this lasts: see hibernate_only */
};

__attribute__((format(printf, 2, 3)))
void finding_ok(struct finding *finding, const char *format, ...);
__attribute__((format(printf, 2, 3)))
void finding_note(struct finding *finding, const char *format, ...);
__attribute__((format(printf, 2, 3)))
void finding_doubt(struct finding *finding, const char *format, ...);
__attribute__((format(printf, 2, 3)))
void finding_failed(struct finding *finding, const char *format, ...);
__attribute__((format(printf, 2, 3)))
void finding_cure(struct finding *finding, const char *format, ...);

/* Of a small file, the first line; empty if there is none. */
void finding_read(const char *path, char *text, size_t size);

typedef void check(struct examination *examination, struct finding *finding);

/* doctor-kernel.c */
check check_kernel, check_command_line, check_lockdown, check_secret_memory;
/* doctor-machine.c */
check check_memory, check_processors;
/* doctor-swap.c; the first sets the choice */
check check_area, check_room, check_zram, check_filesystems;
/* doctor-address.c */
check check_configuration, check_address;
/* doctor-initramfs.c */
check check_initramfs, check_device_at_boot, check_newer_kernel, check_other_kernels;
/* doctor-hooks.c */
check check_hook_order;
/* doctor-system.c */
check check_systemctl_hibernate, check_settle, check_watchdog, check_last;

#endif
