// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/choice.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <blkid.h>

#include "kernel/snapshot.h"
#include "suspend-writer/area-stack.h"
#include "suspend-writer/log.h"
#include "suspend-writer/resume-device.h"

#define AREAS_MAX 64

static const char *why_unsuitable(const struct swap_place *place)
{
	return area_stack_refusal(makedev(place->major, place->minor));
}

/* NULL if the error says nothing of its own about swap files. */
static const char *why_unlocated(int error)
{
	switch (error) {
	case -EOPNOTSUPP:
		return "lies on a filesystem that does not tell its block device";
	case -EINVAL:
		return "does not begin on a whole page of its device";
	case -EXDEV:
		return "lies on a btrfs of several devices: the image must be on one";
	case -ENOTUNIQ:
		return "lies on a btrfs that keeps its data twice or in stripes (DUP, RAID): only "
		       "the profile single can hold it";
	case -EMEDIUMTYPE:
		return "is copied on write or compressed: make it anew, and chattr +C it while it "
		       "is empty";
	default:
		return NULL;
	}
}

int choice_say_unlocated(const char *path, int error)
{
	const char *why = why_unlocated(error);

	if (!why)
		return log_failure(path, error);
	log_error("%s %s", path, why);
	return -1;
}

/* Names for the device: its node, and a tag that does not change between boots. */
static int name_device(struct choice *choice)
{
	dev_t number = makedev(choice->place.major, choice->place.minor);
	char *node = blkid_devno_to_devname(number), *uuid;

	if (!node) {
		log_error("block device %u:%u has no node in /dev", choice->place.major,
			  choice->place.minor);
		return -1;
	}
	snprintf(choice->device, sizeof(choice->device), "%s", node);
	uuid = blkid_get_tag_value(NULL, "UUID", node);
	if (uuid)
		snprintf(choice->resume, sizeof(choice->resume), "UUID=%s", uuid);
	else
		snprintf(choice->resume, sizeof(choice->resume), "%s", node);
	free(uuid);
	free(node);
	return 0;
}

/* 1 if the area at path is active, 0 if not, -1 after saying why it cannot be told. */
static int find_active(struct choice *choice, const char *path)
{
	struct swap_area areas[AREAS_MAX];
	int count = swap_areas_read(areas, AREAS_MAX);
	char real[4096];

	if (count < 0)
		return log_failure("/proc/swaps", count);
	if (!realpath(path, real))
		return log_failure(path, -errno);
	for (int i = 0; i < count; i++)
		if (!strcmp(areas[i].path, real)) {
			choice->area = areas[i];
			return 1;
		}
	return 0;
}

static int find_named(struct choice *choice, const char *path)
{
	int found = find_active(choice, path);

	if (found == 0)
		log_error("%s is not an active swap area: see swapon --show", path);
	return found > 0 ? 0 : -1;
}

static uint64_t room(const struct swap_area *area)
{
	return area->size - area->used;
}

/* NULL if an image may be put there, else what follows the area's path. */
static const char *why_passed_over(const char *path)
{
	static char text[320];
	struct swap_place place = { 0 };
	int r = swap_area_locate(path, &place);
	const char *why = r < 0 ? why_unlocated(r) : why_unsuitable(&place);

	if (r == 0 && why)
		snprintf(text, sizeof(text), "lies on %s", why);
	else
		snprintf(text, sizeof(text), "%s", why ? why : strerror(-r));
	return r < 0 || why ? text : NULL;
}

static int find_best(struct choice *choice)
{
	struct swap_area areas[AREAS_MAX];
	int count = swap_areas_read(areas, AREAS_MAX), best = -1;
	char passed_over[600] = "";

	for (int i = 0; i < count; i++) {
		const char *why = why_passed_over(areas[i].path);

		if (why)
			snprintf(passed_over, sizeof(passed_over), " (%.250s %s)", areas[i].path,
				 why);
		else if (best < 0 || room(&areas[i]) > room(&areas[best]))
			best = i;
	}
	if (best < 0) {
		log_error("no swap area on a disk is active%s: make a swap file and swapon it",
			  passed_over);
		return -1;
	}
	choice->area = areas[best];
	return 0;
}

int choice_locate(struct choice *choice, const char *path)
{
	int r = swap_area_locate(path, &choice->place);

	if (r < 0)
		return choice_say_unlocated(path, r);
	r = find_active(choice, path);
	if (r == 0)
		snprintf(choice->area.path, sizeof(choice->area.path), "%s", path);
	return r < 0 ? -1 : name_device(choice);
}

int choice_make(struct choice *choice, const char *path)
{
	const char *why;
	int r;

	memset(choice, 0, sizeof(*choice));
	if (path[0] ? find_named(choice, path) : find_best(choice))
		return -1;
	r = swap_area_locate(choice->area.path, &choice->place);
	if (r < 0)
		return choice_say_unlocated(choice->area.path, r);
	why = why_unsuitable(&choice->place);
	if (why) {
		log_error("%s cannot hold the image: it lies on %s", choice->area.path, why);
		return -1;
	}
	return name_device(choice);
}

int choice_check_resume(const struct choice *choice, const char *resume, uint64_t offset)
{
	const struct swap_place *place = &choice->place;

	if (resume[0] == '\0') {
		log_error("nothing tells the loader where to look: it needs resume=%s "
			  "resume_offset=%llu: hibernate setup; --force hibernates all the same",
			  choice->resume, (unsigned long long)place->offset);
		return -1;
	}
	if (resume_device(resume) == makedev(place->major, place->minor) && offset == place->offset)
		return 0;
	log_error("the loader would not find the image: it is told resume=%s resume_offset=%llu, "
		  "but %s needs resume=%s resume_offset=%llu", resume,
		  (unsigned long long)offset, choice->area.path, choice->resume,
		  (unsigned long long)place->offset);
	return -1;
}

int choice_tell_kernel(const struct choice *choice, int snapshot)
{
	const struct swap_place *place = &choice->place;
	int r = snapshot_set_swap_area(snapshot, place->major, place->minor, place->offset);

	if (r == 0)
		return 0;
	log_error("the kernel does not find the swap area %s at page %llu of %s: %s",
		  choice->area.path, (unsigned long long)place->offset, choice->device,
		  strerror(-r));
	return -1;
}
