// SPDX-License-Identifier: GPL-2.0-or-later
/* The loader's search for the guarded devices: sysfs and /dev are folders made here. */
#include "tests/unit/unit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "image/checksum.h"
#include "loader/guards.h"

#define SECTORS 16
#define ANCHOR_AT 100
#define GUARDED_AT 4200
#define FOR_EVER 1000

#define CHANGED "the filesystem at /srv was changed since the image was made"
#define UNREADABLE "the filesystem at /srv cannot be read"
#define MISSING "the filesystem at /srv is on a device that is not there"

static char root[] = "/tmp/guards.XXXXXX";
static unsigned int seconds_slept, polls, comes_at_poll;

/* Reads of this device fail so many times at or behind this place. */
static struct {
	const char *name;
	int fd, times;
	off_t from;
} fault;

static void add_device(const char *name, const char *anchor, const char *guarded);

int open(const char *path, int flags, ...)
{
	int is_device = !strncmp(path, "/dev/", 5), fd;
	char moved[600];
	va_list arguments;

	va_start(arguments, flags);
	snprintf(moved, sizeof(moved), "%s%s",
		 is_device || !strncmp(path, "/sys/", 5) ? root : "", path);
	fd = openat(AT_FDCWD, moved, flags, va_arg(arguments, int));
	va_end(arguments);
	if (is_device && fault.name && !strcmp(path + 5, fault.name))
		fault.fd = fd;
	else if (fd == fault.fd)
		fault.fd = -1;
	return fd;
}

DIR *opendir(const char *path)
{
	return fdopendir(open(path, O_RDONLY | O_DIRECTORY));
}

ssize_t pread(int fd, void *buffer, size_t size, off_t offset)
{
	if (fault.times > 0 && fd == fault.fd && offset + (off_t)size > fault.from) {
		fault.times--;
		errno = EIO;
		return -1;
	}
	return syscall(SYS_pread64, fd, buffer, size, offset);
}

unsigned int sleep(unsigned int seconds)
{
	seconds_slept += seconds;
	return 0;
}

int usleep(useconds_t us)
{
	(void)us;
	if (++polls == comes_at_poll)
		add_device("late", "anchor", "guarded");
	return 0;
}

static void put(const char *folder, const char *name, off_t offset, const char *text)
{
	char path[600];
	int fd;

	snprintf(path, sizeof(path), "%s%s/%s", root, folder, name);
	fd = openat(AT_FDCWD, path, O_CREAT | O_WRONLY, 0600);
	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, text, strlen(text), offset), strlen(text));
	close(fd);
}

static void add_device(const char *name, const char *anchor, const char *guarded)
{
	char folder[300], path[600];

	snprintf(folder, sizeof(folder), "/sys/class/block/%s", name);
	snprintf(path, sizeof(path), "%s%s", root, folder);
	assert_int_equal(mkdir(path, 0700), 0);
	put("/dev", name, ANCHOR_AT, anchor);
	put("/dev", name, GUARDED_AT, guarded);
	snprintf(path, sizeof(path), "%s/dev/%s", root, name);
	assert_int_equal(truncate(path, SECTORS * 512), 0);
	put(folder, "start", 0, "0\n");
	put(folder, "size", 0, "16\n");
}

/* The reason, for a guard of this anchor, within a time limit of 3 seconds. */
static const char *check(const char *anchor, enum image_outcome *outcome)
{
	struct image_guard guard = {
		.device_sectors = SECTORS,
		.anchor_offset = ANCHOR_AT,
		.anchor_size = (uint32_t)strlen(anchor),
		.anchor_checksum = checksum(anchor, strlen(anchor), 0),
		.offset = GUARDED_AT,
		.size = 7,
		.checksum = checksum("guarded", 7, 0),
		.place = "/srv",
	};
	struct image image = { .guards = &guard, .outcome = IMAGE_OUTCOME_REFUSED };
	const char *reason;

	image.info.guard_count = 1;
	reason = guards_check(&image, 3);
	*outcome = image.outcome;
	return reason;
}

static void holds(const char *anchor)
{
	enum image_outcome outcome;
	const char *reason = check(anchor, &outcome);

	if (reason)
		fail_msg("%s", reason);
}

static void does_not_hold(const char *anchor, const char *expected, enum image_outcome as)
{
	enum image_outcome outcome;
	const char *reason = check(anchor, &outcome);

	assert_non_null(reason);
	assert_string_equal(reason, expected);
	assert_int_equal(outcome, as);
}

static int begin(void **state)
{
	char command[100];

	(void)state;
	memset(&fault, 0, sizeof(fault));
	seconds_slept = polls = comes_at_poll = 0;
	snprintf(command, sizeof(command), "mkdir -p %s/dev %s/sys/class/block", root, root);
	return system(command);
}

static int end(void **state)
{
	char command[100];

	(void)state;
	snprintf(command, sizeof(command), "rm -r %s/dev %s/sys", root, root);
	return system(command);
}

static void is_told_by_its_anchor(void **state)
{
	(void)state;
	add_device("other", "ahchor", "changed");
	add_device("meant", "anchor", "guarded");
	holds("anchor");
	assert_int_equal(polls, 0);
}

static void every_copy_must_be_unchanged(void **state)
{
	(void)state;
	add_device("one", "anchor", "guarded");
	add_device("two", "anchor", "changed");
	does_not_hold("anchor", CHANGED, IMAGE_OUTCOME_REFUSED);
}

/* A container without a header fills its disk: both have the same size and start. */
static void without_an_anchor_one_suffices(void **state)
{
	(void)state;
	add_device("one", "", "changed");
	add_device("two", "", "guarded");
	add_device("xyz", "", "changed");
	holds("");
}

static void without_an_anchor_one_must_be_unchanged(void **state)
{
	(void)state;
	add_device("one", "", "changed");
	add_device("two", "", "changed");
	does_not_hold("", CHANGED, IMAGE_OUTCOME_REFUSED);
}

static void without_an_anchor_the_right_one_may_come_late(void **state)
{
	(void)state;
	add_device("other", "", "changed");
	comes_at_poll = 10;
	holds("");
}

static void comes_late(void **state)
{
	(void)state;
	add_device("other", "ahchor", "guarded");
	comes_at_poll = 10;
	holds("anchor");
	assert_int_equal(polls, 10);
}

static void does_not_come(void **state)
{
	(void)state;
	add_device("other", "ahchor", "guarded");
	does_not_hold("anchor", MISSING, IMAGE_OUTCOME_FAILED);
	assert_int_equal(polls, 60);
}

static void fails(int times, off_t from)
{
	fault.name = "bad";
	fault.times = times;
	fault.from = from;
	add_device("bad", "anchor", "guarded");
}

static void is_read_five_times(void **state)
{
	(void)state;
	fails(4, GUARDED_AT);
	holds("anchor");
	assert_int_equal(seconds_slept, 4);
}

static void cannot_be_read(void **state)
{
	(void)state;
	fails(FOR_EVER, GUARDED_AT);
	does_not_hold("anchor", UNREADABLE, IMAGE_OUTCOME_FAILED);
	assert_int_equal(seconds_slept, 4);
}

static void anchor_cannot_be_read(void **state)
{
	(void)state;
	fails(FOR_EVER, ANCHOR_AT);
	does_not_hold("anchor", UNREADABLE, IMAGE_OUTCOME_FAILED);
	assert_int_equal(seconds_slept, 4);
}

static void another_cannot_be_read(void **state)
{
	(void)state;
	fails(FOR_EVER, ANCHOR_AT);
	add_device("meant", "anchor", "guarded");
	holds("anchor");
}

static int make_root(void **state)
{
	(void)state;
	return mkdtemp(root) ? 0 : -1;
}

static int remove_root(void **state)
{
	(void)state;
	return rmdir(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(is_told_by_its_anchor, begin, end),
		cmocka_unit_test_setup_teardown(every_copy_must_be_unchanged, begin, end),
		cmocka_unit_test_setup_teardown(without_an_anchor_one_suffices, begin, end),
		cmocka_unit_test_setup_teardown(without_an_anchor_one_must_be_unchanged, begin,
						end),
		cmocka_unit_test_setup_teardown(without_an_anchor_the_right_one_may_come_late,
						begin, end),
		cmocka_unit_test_setup_teardown(comes_late, begin, end),
		cmocka_unit_test_setup_teardown(does_not_come, begin, end),
		cmocka_unit_test_setup_teardown(is_read_five_times, begin, end),
		cmocka_unit_test_setup_teardown(cannot_be_read, begin, end),
		cmocka_unit_test_setup_teardown(anchor_cannot_be_read, begin, end),
		cmocka_unit_test_setup_teardown(another_cannot_be_read, begin, end),
	};

	return cmocka_run_group_tests_name("guards", tests, make_root, remove_root);
}
