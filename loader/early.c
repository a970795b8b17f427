// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * There is no udev yet, thus no names but the kernel's own. The area is told by its swap
 * header at the resume offset, and the image in it by its header, which knows the size of
 * its device: what begins like it, such as one disk of a RAID1, is not taken for it.
 *
 * A child tries, so that process 1 can go on whatever becomes of it. It only reads until it
 * has seen that nothing is missing, and says so; what follows is any resume.
 */
#include "loader/early.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/module.h"
#include "kernel/swap-header.h"
#include "loader/guards.h"
#include "loader/image-reader.h"
#include "loader/log.h"
#include "loader/resume.h"
#include "loader/settings.h"

#define DRIVERS_MAX 64
#define DRIVER_PATH_SIZE 128
#define SYS_BLOCK "/sys/class/block"
#define AREA_TRIES 25
#define AREA_INTERVAL_US 20000
#define DECISION_LIMIT_MS (5 * 1000)
#define END_TRIES 50
#define END_INTERVAL_US 20000

/* What the kernel shows, as the real init will find it again: not mounted. */
static const struct {
	const char *type, *place;
} trees[] = { { "proc", "/proc" }, { "sysfs", "/sys" }, { "devtmpfs", "/dev" } };

#define TREES (sizeof(trees) / sizeof(trees[0]))

/* Devices that are disks by themselves. To open others may take seconds, such as a floppy. */
static const char *const disks[] = { "nvme", "sd", "vd", "xvd", "mmcblk" };

struct area {
	const struct settings *settings;
	char path[64];
	int count;   /* areas that have an image of ours and nothing missing */
	int plain;   /* areas seen that have none */
};

static void mount_trees(void)
{
	for (size_t i = 0; i < TREES; i++) {
		mkdir(trees[i].place, 0755);
		mount(trees[i].type, trees[i].place, trees[i].type, 0, NULL);
	}
}

static void unmount_trees(void)
{
	for (size_t i = TREES; i-- > 0;)
		umount2(trees[i].place, MNT_DETACH);
}

static int by_path(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* klibc's scandir() writes beyond the array that it makes. */
static size_t list_drivers(char paths[][DRIVER_PATH_SIZE])
{
	DIR *directory = opendir(DRIVERS_DIR);
	struct dirent *entry;
	size_t count = 0;

	while (directory && count < DRIVERS_MAX && (entry = readdir(directory)))
		if (entry->d_name[0] != '.' &&
		    (size_t)snprintf(paths[count], DRIVER_PATH_SIZE, DRIVERS_DIR "/%s",
				     entry->d_name) < DRIVER_PATH_SIZE)
			count++;
	if (directory)
		closedir(directory);
	return count;
}

/* Their names begin with numbers: what is needed first comes first. */
static void load_drivers(void)
{
	static char paths[DRIVERS_MAX][DRIVER_PATH_SIZE];
	size_t count = list_drivers(paths);

	qsort(paths, count, DRIVER_PATH_SIZE, by_path);
	for (size_t i = 0; i < count; i++)
		module_load(paths[i]);
}

static int is_disk(const char *name)
{
	for (size_t i = 0; i < sizeof(disks) / sizeof(disks[0]); i++)
		if (!strncmp(name, disks[i], strlen(disks[i])))
			return 1;
	return 0;
}

/* A path that names a device of the kernel's must be this one; a tag may be any. */
static int may_be_meant(const struct settings *settings, const char *path)
{
	return settings->device[0] != '/' || !strncmp(settings->device, "/dev/disk/", 10) ||
	       !strcmp(settings->device, path);
}

static int is_complete(struct image *image)
{
	return image_find(image) == IMAGE_OK && !image_read(image) && !guards_check(image, 0);
}

static void look_at(struct area *area, const char *name)
{
	struct image image;
	char path[sizeof(area->path)];

	if ((size_t)snprintf(path, sizeof(path), "/dev/%s", name) >= sizeof(path) ||
	    !may_be_meant(area->settings, path))
		return;
	if (!image_open(&image, path, area->settings->offset)) {
		enum swap_signature signature = swap_header_signature(image.swap_header,
								      image.page_size);

		if (signature == SWAP_SIGNATURE_USER_SUSPEND && is_complete(&image)) {
			strcpy(area->path, path);
			area->count++;
		} else if (signature != SWAP_SIGNATURE_NONE) {
			area->plain++;
		}
	}
	if (image.fd >= 0)
		close(image.fd);
}

static void look_at_all(struct area *area)
{
	DIR *directory = opendir(SYS_BLOCK);
	struct dirent *entry;

	while (directory && (entry = readdir(directory)))
		if (is_disk(entry->d_name))
			look_at(area, entry->d_name);
	if (directory)
		closedir(directory);
}

/* 1 if there is one area with an image that can be resumed now, and no doubt. */
static int find_area(struct area *area)
{
	for (int i = 0; i < AREA_TRIES && area->count + area->plain == 0; i++) {
		if (i > 0)
			usleep(AREA_INTERVAL_US);
		look_at_all(area);
	}
	return area->count == 1 && area->plain == 0;
}

static void try(int decision)
{
	static char name[] = "resume-loader", *nothing[] = { name, NULL };
	struct settings settings;
	struct area area = { .settings = &settings };

	if (settings_read(&settings, 1, nothing) || settings.noresume || !settings.device[0])
		return;
	load_drivers();
	if (!find_area(&area) || write(decision, "", 1) != 1)
		return;
	if (!settings.quiet)
		log_show_progress();
	strcpy(settings.device, area.path);
	settings.device_timeout = settings.guards_timeout = 0;
	resume(&settings);
}

/* A child that reads from a disk which does not answer ends only when that does. */
static void end(pid_t child)
{
	kill(child, SIGKILL);
	for (int i = 0; i < END_TRIES && waitpid(child, NULL, WNOHANG) == 0; i++)
		usleep(END_INTERVAL_US);
}

/* Until it has decided, the child has a limit; after that the loader has its own. */
static void wait_for(pid_t child, int decision)
{
	struct pollfd decided = { .fd = decision, .events = POLLIN };

	if (poll(&decided, 1, DECISION_LIMIT_MS) == 0)
		end(child);
	else
		waitpid(child, NULL, 0);
}

static void try_in_child(void)
{
	int decision[2];
	pid_t child;

	if (pipe(decision) < 0)
		return;
	child = fork();
	if (child == 0) {
		close(decision[0]);
		try(decision[1]);
		_exit(0);
	}
	close(decision[1]);
	if (child > 0)
		wait_for(child, decision[0]);
	close(decision[0]);
}

void early_init(char **argv)
{
	mount_trees();
	try_in_child();
	unmount_trees();
	execv(REAL_INIT, argv);
	_exit(1);
}
