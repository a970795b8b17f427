/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef WRITER_CHOICE_H
#define WRITER_CHOICE_H

#include <stdint.h>

#include "kernel/swap-area.h"

/* The swap area to use. */
struct choice {
	struct swap_area area;
	struct swap_place place;
	char device[256];  /* node of the block device */
	char resume[320];  /* what resume= takes: UUID=... if there is one, else the node */
};

/*
 * The active area at path, or if that is empty the one on a disk with the most room.
 * 0, or -1 after saying why there is none.
 */
int choice_make(struct choice *choice, const char *path);

/*
 * Will a loader that is told this resume= and resume_offset= find the area? Nobody
 * tells it if resume is empty. 0, or -1 after saying what it should be told instead.
 */
int choice_check_resume(const struct choice *choice, const char *resume, uint64_t offset);

/*
 * Have the snapshot device hand out slots of the area. The kernel keeps it as a number, which
 * another area may get after a swapoff. 0, or -1 after saying why not.
 */
int choice_tell_kernel(const struct choice *choice, int snapshot);

/* The area at path, active or not. 0, or -1 after saying why not. */
int choice_locate(struct choice *choice, const char *path);

/* Say what an error of swap_area_locate() means for the file at path. Returns -1. */
int choice_say_unlocated(const char *path, int error);

#endif
