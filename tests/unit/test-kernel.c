// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "kernel/block-device.h"
#include "kernel/boot-parameter.h"
#include "kernel/mounts.h"
#include "kernel/snapshot.h"
#include "kernel/swap-header.h"

#define PAGE 4096

static void block_backed_mounts_are_told(void **state)
{
	static const struct {
		const char *line;
		int expected;
		const char *place;
	} cases[] = {
		{ "36 35 98:0 / /mnt rw,noatime master:1 - ext3 /dev/root rw\n", 1, "/mnt" },
		{ "30 1 259:1 / / ro shared:1 - ext4 /dev/nvme0n1p1 ro\n", 1, "/" },
		{ "40 1 0:35 /sub /home rw shared:9 - btrfs /dev/sda2 rw\n", 1, "/home" },
		{ "22 1 0:20 / /proc rw - proc proc rw\n", 0, NULL },
		{ "23 1 0:5 / /dev rw master:2 shared:3 - devtmpfs udev rw\n", 0, NULL },
		{ "24 1 0:21 / /run rw - tmpfs tmpfs rw\n", 0, NULL },
		{ "1 1 0:2 / / rw - rootfs none rw\n", 0, NULL },
		{ "50 1 0:40 / /n rw - nfs server:/dev/x rw\n", 0, NULL },
		{ "\n", 0, NULL },
		{ "36 35 98:0\n", 0, NULL },
		{ "36 35 0:9 / /x rw\n", 0, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char line[256], *place = NULL;

		strcpy(line, cases[i].line);
		assert_int_equal(mountinfo_is_block_backed(line, &place), cases[i].expected);
		if (cases[i].expected)
			assert_string_equal(place, cases[i].place);
	}
}

static void signatures_are_told_apart(void **state)
{
	static const struct {
		const char *text;
		enum swap_signature signature;
	} cases[] = {
		{ "SWAPSPACE2", SWAP_SIGNATURE_SWAP },
		{ "ULSUSPEND", SWAP_SIGNATURE_USER_SUSPEND },
		{ "S1SUSPEND", SWAP_SIGNATURE_KERNEL_SUSPEND },
		{ "S2SUSPEND", SWAP_SIGNATURE_KERNEL_SUSPEND },
		{ "LINHIB0001", SWAP_SIGNATURE_KERNEL_SUSPEND },
		{ "SWAP-SPACE", SWAP_SIGNATURE_NONE },
		{ "SWAPSPACE1", SWAP_SIGNATURE_NONE },
		{ "", SWAP_SIGNATURE_NONE },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		char page[PAGE] = { 0 };

		memcpy(page + PAGE - 10, cases[i].text, strlen(cases[i].text));
		assert_int_equal(swap_header_signature(page, PAGE), cases[i].signature);
	}
}

static void suspending_keeps_the_old_signature_and_all_else(void **state)
{
	char page[PAGE], before[PAGE];

	(void)state;
	memset(page, 0x77, PAGE);
	memcpy(page + PAGE - 10, "SWAPSPACE2", 10);
	memcpy(before, page, PAGE);
	swap_header_set_suspended(page, PAGE);
	assert_int_equal(swap_header_signature(page, PAGE), SWAP_SIGNATURE_USER_SUSPEND);
	assert_memory_equal(page + PAGE - 20, "SWAPSPACE2", 10);
	assert_memory_equal(page, before, PAGE - 20);
	swap_header_set_swap(page, PAGE);
	assert_int_equal(swap_header_signature(page, PAGE), SWAP_SIGNATURE_SWAP);
	assert_memory_equal(page, before, PAGE - 20);
}

static void reading_past_the_end_is_an_error(void **state)
{
	char path[] = "build/unit/device-XXXXXX";
	int fd = mkstemp(path);
	char *page = aligned_alloc(PAGE, 2 * PAGE);
	uint64_t size = 0;

	(void)state;
	unlink(path);
	assert_int_equal(ftruncate(fd, 3 * PAGE), 0);
	assert_int_equal(block_device_size(fd, &size), 0);
	assert_int_equal(size, 3 * PAGE);
	assert_int_equal(block_device_read(fd, page, 2 * PAGE, PAGE), 0);
	assert_int_equal(block_device_read(fd, page, 2 * PAGE, 2 * PAGE), -EIO);
	free(page);
	close(fd);
}

static void the_stream_is_read_in_whole_pages(void **state)
{
	char path[] = "build/unit/stream-XXXXXX";
	int fd = mkstemp(path);
	char *pages = malloc(1500 * PAGE);

	(void)state;
	unlink(path);
	assert_int_equal(ftruncate(fd, 1300 * PAGE), 0);
	assert_int_equal(snapshot_read_pages(fd, pages, 1100, PAGE), 1100);
	assert_int_equal(snapshot_read_pages(fd, pages, 1500, PAGE), 200);
	assert_int_equal(snapshot_read_pages(fd, pages, 1, PAGE), 0);
	assert_int_equal(lseek(fd, 1299 * PAGE + 100, SEEK_SET), 1299 * PAGE + 100);
	assert_int_equal(snapshot_read_pages(fd, pages, 4, PAGE), -EIO);
	free(pages);
	close(fd);
}

static void restore_needs_a_frame_for_every_number(void **state)
{
	uint64_t info[PAGE / 8] = { 0 };

	(void)state;
	info[416 / 8] = 1000;         /* image_pages: data */
	info[424 / 8] = 1000 + 3 + 1; /* pages: data, numbers, header */
	assert_int_equal(snapshot_restore_pages(info, PAGE), 3 * 512);
}

static void words_of_the_command_line_forbid(void **state)
{
	static const struct {
		const char *word;
		int resume, hibernation;
	} cases[] = {
		{ "noresume", 1, 0 },
		{ "nohibernate", 1, 1 },
		{ "hibernate=noresume", 1, 0 },
		{ "hibernate=noresume,nocompress", 1, 0 },
		{ "hibernate=no", 1, 1 },
		{ "hibernate=nocomp", 1, 1 },
		{ "hibernate=nocompress", 0, 0 },
		{ "hibernate=nocompress,noresume", 0, 0 },
		{ "hibernate=protect_image", 0, 0 },
		{ "hibernate=", 0, 0 },
		{ "noresumes", 0, 0 },
		{ "hibernate.on_failure=halt", 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		const char *word = cases[i].word;

		assert_int_equal(boot_parameter_forbids_resume(word), cases[i].resume);
		assert_int_equal(boot_parameter_forbids_hibernation(word), cases[i].hibernation);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(block_backed_mounts_are_told),
		cmocka_unit_test(signatures_are_told_apart),
		cmocka_unit_test(suspending_keeps_the_old_signature_and_all_else),
		cmocka_unit_test(reading_past_the_end_is_an_error),
		cmocka_unit_test(the_stream_is_read_in_whole_pages),
		cmocka_unit_test(restore_needs_a_frame_for_every_number),
		cmocka_unit_test(words_of_the_command_line_forbid),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
