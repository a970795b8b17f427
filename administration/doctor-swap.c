// SPDX-License-Identifier: GPL-2.0-or-later
/* Where the image goes, and whether it fits. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "administration/finding.h"
#include "administration/setup-journal.h"
#include "administration/setup-swap-file.h"
#include "kernel/block-device.h"
#include "kernel/swap-header.h"
#include "suspend-writer/filesystems.h"
#include "suspend-writer/log.h"
#include "suspend-writer/machine.h"
#include "suspend-writer/memory.h"
#include "suspend-writer/room.h"
#include "suspend-writer/swap-activation.h"

#define AREAS_MAX 64
#define MIB ((uint64_t)1 << 20)

static uint64_t mib(uint64_t bytes)
{
	return bytes >> 20;
}

/* The signature of the swap header on the disk; SWAP_SIGNATURE_NONE if it cannot be read. */
static enum swap_signature signature_of(const struct choice *choice)
{
	size_t page_size = (size_t)getpagesize();
	enum swap_signature signature = SWAP_SIGNATURE_NONE;
	void *page = memory_allocate(page_size);
	int fd = block_device_open(choice->device, 0);

	if (page && fd >= 0 &&
	    block_device_read(fd, page, page_size, choice->place.offset * page_size) == 0)
		signature = swap_header_signature(page, page_size);
	if (fd >= 0)
		close(fd);
	return signature;
}

static void say_area(const struct choice *choice, struct finding *finding)
{
	const struct swap_area *area = &choice->area;

	switch (signature_of(choice)) {
	case SWAP_SIGNATURE_SWAP:
		finding_ok(finding, "%s on %s, %" PRIu64 " MiB", area->path, choice->device,
			   mib(area->size));
		break;
	case SWAP_SIGNATURE_NONE:
		finding_failed(finding, "%s has no swap header at page %" PRIu64 " of %s",
			       area->path, choice->place.offset, choice->device);
		finding_cure(finding, "use a swap partition");
		break;
	default:
		finding_failed(finding, "%s holds an image that was never resumed", area->path);
		finding_cure(finding, "swapoff %s && swapon %s", area->path, area->path);
	}
}

static const struct journal *read_journal(void)
{
	static struct journal journal;

	if (journal_read(&journal))
		journal.count = 0;
	return &journal;
}

/* One area takes the place of another that has been set up. */
static void say_setup(const struct examination *examination, const char *path, const char *size,
		      struct finding *finding)
{
	finding_cure(finding, "%shibernate setup --path %.255s%s%s",
		     read_journal()->count ? "hibernate setup --undo && " : "", path, size,
		     examination->options->hibernate_only ? " --hibernate-only" : "");
}

/* Only a place where setup makes a file as large as it does by itself. */
static void say_elsewhere(const struct examination *examination, struct finding *finding)
{
	char path[sizeof(examination->choice.area.path)];

	if (swap_file_default_path(path, sizeof(path)) == 0 &&
	    swap_file_check(path, machine_memory_total() + MIB) == 0)
		say_setup(examination, path, "", finding);
}

static void say_area_cure(const struct examination *examination, struct finding *finding)
{
	const char *path = examination->options->swap;

	if (examination->choice.area.path[0])
		say_elsewhere(examination, finding);
	else if (!path[0] || access(path, F_OK) < 0)
		finding_cure(finding, "hibernate setup");
	else if (examination->activated < 0)
		finding_cure(finding, "hibernate settle");
	else
		finding_cure(finding, "swapon %s", path);
}

void check_area(struct examination *examination, struct finding *finding)
{
	/* A save does so, too. */
	examination->activated = swap_activation_begin(examination->options);
	if (examination->activated >= 0 &&
	    choice_make(&examination->choice, examination->options->swap) == 0) {
		examination->has_choice = 1;
		say_area(&examination->choice, finding);
		return;
	}
	finding_failed(finding, "%s", log_last_error());
	say_area_cure(examination, finding);
}

/* A larger one in the place of what setup has made; beside one that somebody else has. */
static void find_place(const char *area, char *path, size_t size)
{
	const struct journal_entry *made = journal_find(read_journal(), JOURNAL_SWAP_FILE, NULL);
	const char *blank = made ? strchr(made->name, ' ') : NULL;

	if (blank && !strcmp(blank + 1, area))
		snprintf(path, size, "%s", area);
	else if (swap_file_default_path(path, size))
		snprintf(path, size, "NEW-FILE");
}

/* Half of memory is the most that is ever saved; and a page for the header. */
static void say_room_cure(const struct examination *examination, struct finding *finding)
{
	const struct swap_area *area = &examination->choice.area;
	uint64_t bytes = area->used + machine_memory_total() / 2 + (uint64_t)getpagesize();
	char path[sizeof(area->path)], size[32];

	find_place(area->path, path, sizeof(path));
	snprintf(size, sizeof(size), " --size %" PRIu64 "M", mib(bytes) + 1);
	say_setup(examination, path, size, finding);
}

/* There is room now; but is there if all memory should be in use? */
static void say_room(const struct examination *examination, uint64_t free, uint64_t image,
		     struct finding *finding)
{
	const struct swap_area *area = &examination->choice.area;
	uint64_t memory = machine_memory_total();

	finding_ok(finding, "%" PRIu64 " MiB are free in %s, for an image of about %" PRIu64
		   " MiB before compression", mib(free), area->path, mib(image));
	if (area->size >= memory / 2)
		return;
	finding_note(finding, "%s has %" PRIu64 " MiB, for an image of about %" PRIu64 " MiB now, "
		     "but of up to %" PRIu64 " MiB with the memory that the machine has",
		     area->path, mib(area->size), mib(image), mib(memory / 2));
	say_room_cure(examination, finding);
}

/* What does not fit as it is must compress; twofold is safe to expect: docs/performance.md has more at each level. */
void check_room(struct examination *examination, struct finding *finding)
{
	const struct swap_area *area = &examination->choice.area;
	uint64_t free = area->size - area->used, image = room_expected_image(examination->options);

	if (!examination->has_choice)
		return;
	if (free >= image) {
		say_room(examination, free, image, finding);
	} else if (free >= image / 2) {
		finding_note(finding, "%" PRIu64 " MiB are free in %s: an image of about %" PRIu64
			     " MiB has to compress %.1f:1", mib(free), area->path, mib(image),
			     (double)image / (double)free);
	} else {
		finding_failed(finding, "%s is too small: %" PRIu64 " MiB are free, and %" PRIu64
			       " MiB are needed for an image of about %" PRIu64 " MiB if it "
			       "compresses 2:1", area->path, mib(free), mib(image / 2), mib(image));
		say_room_cure(examination, finding);
	}
}

static const struct swap_area *find_zram(const struct swap_area *areas, int count)
{
	for (int i = 0; i < count; i++)
		if (!strncmp(areas[i].path, "/dev/zram", strlen("/dev/zram")))
			return &areas[i];
	return NULL;
}

/* Processes shall fill the fast one, and leave the disk's to the image. */
void check_zram(struct examination *examination, struct finding *finding)
{
	struct swap_area areas[AREAS_MAX];
	int count = swap_areas_read(areas, AREAS_MAX);
	const struct swap_area *zram = find_zram(areas, count), *disk = &examination->choice.area;

	if (!zram || !examination->has_choice)
		return;
	if (zram->priority > disk->priority) {
		finding_ok(finding, "%s has priority %d, %s has %d", zram->path, zram->priority,
			   disk->path, disk->priority);
		return;
	}
	finding_note(finding, "%s has priority %d, and %s on the disk %d: the area fills up before "
		     "zram does", zram->path, zram->priority, disk->path, disk->priority);
	finding_cure(finding, "swapoff %s && swapon -p 100 %s, and likewise where it is set up at "
		     "boot", zram->path, zram->path);
}

static void say_stacked(struct finding *finding, const char *place, const struct sys_device *device)
{
	finding_doubt(finding, "the one at %s lies on %s, without which the loader refuses an image",
		      place, device->name);
	finding_cure(finding, "have the initramfs put %s together, or unmount %s before you "
		     "hibernate", device->name, place);
}

void check_filesystems(struct examination *examination, struct finding *finding)
{
	struct filesystems *filesystems = filesystems_open();
	struct sys_device device;
	const char *place;

	(void)examination;
	if (filesystems) {
		place = filesystems_find_stacked(filesystems, &device);
		if (place)
			say_stacked(finding, place, &device);
		else
			finding_ok(finding, "all that are mounted from disks can be synced and "
				   "guarded");
		filesystems_close(filesystems);
		return;
	}
	finding_failed(finding, "%s", log_last_error());
	finding_cure(finding, "unmount what that names, or see DIAGNOSTICS in hibernate(8)");
}
