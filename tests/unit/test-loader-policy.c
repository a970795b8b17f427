// SPDX-License-Identifier: GPL-2.0-or-later
/* What becomes of an image that was not restored: a file stands for the device. */
#include "tests/unit/unit.h"

#include <unistd.h>

#include "kernel/power.h"
#include "kernel/swap-header.h"
#include "loader/policy.h"

static enum { BOOTED, RESTARTED, HALTED } ended;
static jmp_buf machine;

int power_off(void)
{
	return -1;
}

int power_reboot(void)
{
	ended = RESTARTED;
	longjmp(machine, 1);
}

int power_halt(void)
{
	ended = HALTED;
	longjmp(machine, 1);
}

unsigned int sleep(unsigned int seconds)
{
	(void)seconds;
	return 0;
}

static void open_marked(struct image *image, const char *path)
{
	struct image_mark_info mark = { .nonce = { 1 }, .header_page = 1 };

	assert_null(image_open(image, path, 0));
	assert_null(image_open_writable(image, path));
	swap_header_set_swap(image->swap_header, image->page_size);
	swap_header_set_suspended(image->swap_header, image->page_size);
	assert_int_equal(image_write_mark(image, &mark), 0);
	assert_int_equal(image_find(image), IMAGE_OK);
}

static void apply(struct image *image, const struct settings *settings)
{
	ended = BOOTED;
	if (setjmp(machine) == 0)
		policy_apply(image, settings, "reason");
}

static void a_failed_load_alone_is_tried_again(void **state)
{
	static const struct {
		enum failure_policy policy;
		enum image_outcome outcome;
		int counted, ended, marked;
	} cases[] = {
		{ POLICY_DISCARD, IMAGE_OUTCOME_FAILED, 1, BOOTED, 0 },
		{ POLICY_DISCARD, IMAGE_OUTCOME_REFUSED, 1, BOOTED, 0 },
		{ POLICY_RETRY, IMAGE_OUTCOME_FAILED, 1, RESTARTED, 1 },
		{ POLICY_RETRY, IMAGE_OUTCOME_FAILED, 2, BOOTED, 0 },
		{ POLICY_RETRY, IMAGE_OUTCOME_FAILED, 0, BOOTED, 0 },
		{ POLICY_RETRY, IMAGE_OUTCOME_REFUSED, 1, BOOTED, 0 },
		{ POLICY_HALT, IMAGE_OUTCOME_FAILED, 1, HALTED, 1 },
		{ POLICY_HALT, IMAGE_OUTCOME_REFUSED, 1, HALTED, 1 },
	};
	char path[] = "/tmp/policy.XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	assert_int_equal(ftruncate(fd, 2 * getpagesize()), 0);
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct settings settings = { .on_failure = cases[i].policy, .attempts = 2 };
		struct image image;

		open_marked(&image, path);
		for (int n = 0; n < cases[i].counted; n++)
			assert_null(policy_count_attempt(&image, &settings));
		image.outcome = cases[i].outcome;
		apply(&image, &settings);
		if (ended != (unsigned int)cases[i].ended ||
		    image_is_marked(&image) != cases[i].marked)
			fail_msg("case %zu: ended %d", i, (int)ended);
		close(image.fd);
	}
	close(fd);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_failed_load_alone_is_tried_again),
	};

	return cmocka_run_group_tests_name("policy", tests, NULL, NULL);
}
