// SPDX-License-Identifier: GPL-2.0-or-later
#include "loader/policy.h"

#include <string.h>
#include <unistd.h>

#include "kernel/power.h"
#include "loader/log.h"

#define UNMARK_TRIES 3
#define READ_IT_SECONDS 5

static void halt(void)
{
	sleep(READ_IT_SECONDS);
	power_halt();
	for (;;)
		pause();
}

void policy_discard(struct image *image, const char *reason)
{
	int r = -1;

	for (int i = 0; r < 0 && i < UNMARK_TRIES; i++)
		r = image_remove_mark(image, image->outcome, reason);
	if (r == 0)
		return;
	log_error("the image's mark cannot be removed: %s; halting, for to mount the "
		  "filesystems now and resume later would destroy them", strerror(-r));
	halt();
}

const char *policy_count_attempt(struct image *image, const struct settings *settings)
{
	struct image_mark_info next = image->mark;
	int r;

	if (next.load_attempts++ >= settings->attempts)
		return "all attempts to load it have failed";
	r = image_write_mark(image, &next);
	if (r < 0) {
		image->outcome = IMAGE_OUTCOME_FAILED;
		return failure("counting the attempt on the disk", r);
	}
	image->mark = next;
	image->attempt_counted = 1;
	return NULL;
}

/* It ended with a reason, not with a crash, and shall be possible again. */
static void take_attempt_back(struct image *image)
{
	if (!image->attempt_counted)
		return;
	image->mark.load_attempts--;
	if (image_write_mark(image, &image->mark) < 0)
		log_error("the attempt stays counted");
}

void policy_apply(struct image *image, const struct settings *settings, const char *reason)
{
	log_error("cannot resume: %s", reason);
	if (!image_is_marked(image)) {
		/* What failed may have been the flush: once more, or halt. */
		policy_discard(image, reason);
		log_error("the image is used up, the system starts afresh");
		return;
	}
	if (settings->on_failure == POLICY_HALT) {
		take_attempt_back(image);
		log_error("halting as configured; the image is kept");
		halt();
	}
	/* What was refused stays as it is. */
	if (settings->on_failure == POLICY_RETRY && image->outcome == IMAGE_OUTCOME_FAILED &&
	    image->attempt_counted && image->mark.load_attempts < settings->attempts) {
		log_error("restarting to try again, attempt %u of %u failed",
			  image->mark.load_attempts, settings->attempts);
		sleep(READ_IT_SECONDS);
		power_reboot();
	}
	policy_discard(image, reason);
	log_error("the image is discarded, the system starts afresh");
}
