// SPDX-License-Identifier: GPL-2.0-or-later
#include "loader/attempt.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/mounts.h"
#include "kernel/snapshot.h"
#include "kernel/uuid.h"
#include "loader/guards.h"
#include "loader/load.h"
#include "loader/log.h"

/* What the child comes to, in memory that it shares with its parent. */
struct result {
	struct image_figures figures;
	enum image_outcome outcome;
	char reason[256]; /* empty if it died */
};

#define FREEZE_TRIES 3
/* What load_start() takes at least, with some room. */
#define LOADER_MEMORY (24u << 20)
#define OPEN_TRIES 20
#define OPEN_INTERVAL_US 100000

const char *check_nothing_mounted(void)
{
	static char reason[160];
	char place[80];
	int r = mounts_find_block_backed(place, sizeof(place));

	if (r < 0)
		return failure("/proc/self/mountinfo", r);
	snprintf(reason, sizeof(reason), "a filesystem on a disk is already mounted at %s",
		 r ? place : "");
	return r ? reason : NULL;
}

static uint64_t free_memory(void)
{
	char text[1024], *line;
	int fd = open("/proc/meminfo", O_RDONLY | O_CLOEXEC);
	ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

	if (fd >= 0)
		close(fd);
	if (length <= 0)
		return UINT64_MAX;
	text[length] = '\0';
	line = strstr(text, "MemFree:");
	return line ? strtoull(line + 8, NULL, 10) * 1024 : UINT64_MAX;
}

static void drop_caches(void)
{
	int fd = open("/proc/sys/vm/drop_caches", O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, "3", 1) < 0)
		log_note("cannot drop the page cache");
	close(fd);
}

/* The kernel takes it from what is free: it reclaims nothing. */
static uint64_t memory_needed(const struct image *image)
{
	uint64_t pages = image->info.restore_pages * image->page_size;

	return pages + pages / 50 + LOADER_MEMORY;
}

static const char *check_memory(const struct image *image)
{
	static char reason[120];
	uint64_t need = memory_needed(image);

	if (free_memory() < need)
		drop_caches();
	if (free_memory() >= need)
		return NULL;
	snprintf(reason, sizeof(reason), "the image needs %llu MiB of memory, %llu are free",
		 (unsigned long long)(need >> 20), (unsigned long long)(free_memory() >> 20));
	return reason;
}

struct snapshot_sink {
	int fd;
	size_t page_size;
	struct image *image;
};

/* It does not like its own header in the image, or the list of pages: nor will it next time. */
static const char *refused_by_kernel(struct image *image, int error)
{
	static char reason[128];
	struct utsname here;

	image->outcome = IMAGE_OUTCOME_REFUSED;
	if (error == -EPERM || uname(&here) < 0 ||
	    !strcmp(here.release, image->info.kernel_release))
		return "the kernel refuses the image: this machine's memory, firmware or "
		       "kernel differs from the one that was saved";
	snprintf(reason, sizeof(reason), "kernel %.40s cannot restore an image of kernel %.40s",
		 here.release, image->info.kernel_release);
	return reason;
}

static const char *write_to_kernel(void *context, const void *pages, unsigned int count)
{
	struct snapshot_sink *sink = context;
	int r = snapshot_write_pages(sink->fd, pages, count, sink->page_size);

	if (r == -EPERM || r == -EFAULT)
		return refused_by_kernel(sink->image, r);
	/* After -ENOMEM in mid-batch the kernel has freed the image and takes no page more. */
	if (r == -ENOMEM || r == -ENODATA)
		return "the kernel has not enough free memory for the image";
	return r < 0 ? failure("handing the image to the kernel", r) : NULL;
}

static const char *end_stream(const struct snapshot_sink *sink)
{
	void *zero_page = pages_allocate(sink->page_size);
	int r = zero_page ? snapshot_write_end(sink->fd, zero_page, sink->page_size) : -ENOMEM;

	if (r == -ENODATA)
		return "the kernel expects more pages than the image has";
	return r < 0 ? failure("ending the image", r) : NULL;
}

/* It is busy while the kernel looks for an image of its own. */
static int open_snapshot(void)
{
	int fd = snapshot_open_to_restore();

	for (int i = 1; i < OPEN_TRIES && fd == -EBUSY; i++) {
		usleep(OPEN_INTERVAL_US);
		fd = snapshot_open_to_restore();
	}
	return fd;
}

/* The workers are forked before *snapshot is opened, so that it is the loader's alone. */
static const char *load_into_kernel(struct image *image, int *snapshot)
{
	struct snapshot_sink sink = { .page_size = image->page_size, .image = image };
	struct load *load;
	/* At its first page the kernel clears memory for all, while the disk can be read. */
	const char *reason = load_start(&load, image, load_read_ahead(free_memory(), memory_needed(image)));

	if (!reason) {
		*snapshot = sink.fd = open_snapshot();
		reason = sink.fd < 0 ? failure(SNAPSHOT_DEVICE, sink.fd) :
				       load_run(load, write_to_kernel, &sink);
	}
	load_stop(load);
	return reason ? reason : end_stream(&sink);
}

/* A busy device or process may hold up one freeze and not the next. */
static int freeze(int snapshot)
{
	int r = snapshot_freeze(snapshot);

	for (int i = 1; i < FREEZE_TRIES && (r == -EBUSY || r == -EAGAIN); i++)
		r = snapshot_freeze(snapshot);
	return r;
}

/*
 * From here on the image must never be used again, and a freeze that fails has lost
 * nothing yet: freeze, unmark, restore.
 */
static const char *restore(struct image *image, int snapshot)
{
	int r = freeze(snapshot);
	const char *reason;

	if (r < 0)
		return failure("freezing the processes", r);
	reason = check_nothing_mounted();
	if (reason)
		return reason;
	r = image_remove_mark(image, IMAGE_OUTCOME_RESTORED, "");
	if (r < 0)
		return failure("removing the mark", r);
	if (image->info.power_mode == IMAGE_POWER_PLATFORM)
		snapshot_set_platform_support(snapshot, 1);
	r = snapshot_atomic_restore(snapshot);
	return failure("restoring the image", r);
}

/* Firmware without a UUID, or that gives none, is no other machine. */
static int is_of_this_machine(const struct image *image)
{
	static const uint8_t unknown[16];
	uint8_t here[16];

	uuid_read(MACHINE_UUID_FILE, here);
	return !memcmp(here, unknown, sizeof(here)) ||
	       !memcmp(image->info.machine_uuid, unknown, sizeof(here)) ||
	       !memcmp(image->info.machine_uuid, here, sizeof(here));
}

static const char *read_and_check(struct image *image, unsigned int guards_timeout)
{
	const char *reason = image_read(image);

	if (reason)
		return reason;
	if (image->info.architecture != image_native_architecture())
		return image_error_text(IMAGE_ARCHITECTURE_DIFFERS);
	if (!is_of_this_machine(image))
		return "the image was made on another machine";
	reason = guards_check(image, guards_timeout);
	return reason ? reason : check_memory(image);
}

static const char *load_and_restore(struct image *image)
{
	uint64_t start = now_ns();
	int snapshot = -1;
	const char *reason;

	log_note("resuming the system saved by kernel %s, %llu MiB from %llu MiB",
		 image->info.kernel_release,
		 (unsigned long long)(image->info.image_pages * image->page_size >> 20),
		 (unsigned long long)(image->info.stored_bytes >> 20));
	reason = load_into_kernel(image, &snapshot);
	image->mark.figures.load_ms = ms_since(start);
	if (!reason)
		reason = restore(image, snapshot);
	if (snapshot >= 0)
		close(snapshot); /* frees the image and thaws */
	return reason;
}

/*
 * The child that attempts to resume: a crash of it must leave somebody who settles the
 * matter of the mark, and must not outlive that somebody.
 */
static void attempt_and_tell(struct image *image, unsigned int guards_timeout,
			     struct result *result)
{
	uint64_t start = now_ns();
	const char *reason;

	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	image->outcome = IMAGE_OUTCOME_REFUSED;
	reason = read_and_check(image, guards_timeout);
	image->mark.figures.check_ms = ms_since(start);
	result->figures = image->mark.figures;
	if (!reason) {
		image->outcome = IMAGE_OUTCOME_FAILED;
		reason = load_and_restore(image);
	}
	result->figures = image->mark.figures;
	result->outcome = image->outcome;
	snprintf(result->reason, sizeof(result->reason), "%s", reason);
	_exit(1);
}

static const char *take_result(struct image *image, const struct result *result, int status)
{
	static char reason[sizeof(result->reason)];

	image->mark.figures = result->figures;
	image->outcome = result->outcome;
	snprintf(reason, sizeof(reason), "%s", result->reason);
	if (!reason[0])
		snprintf(reason, sizeof(reason), "the loading process died, status %d", status);
	return reason;
}

const char *attempt_in_child(struct image *image, unsigned int guards_timeout)
{
	struct result *result = pages_allocate(sizeof(*result));
	int status = 0;
	pid_t pid;

	image->outcome = IMAGE_OUTCOME_FAILED;
	if (!result)
		return failure("memory", -ENOMEM);
	result->figures = image->mark.figures;
	result->outcome = image->outcome;
	pid = fork();
	if (pid == 0)
		attempt_and_tell(image, guards_timeout, result);
	if (pid < 0)
		return failure("fork", -errno);
	waitpid(pid, &status, 0);
	return take_result(image, result, status);
}
