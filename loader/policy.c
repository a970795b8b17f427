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

void policy_discard(struct image *image)
{
	int r = -1;

	for (int i = 0; r < 0 && i < UNMARK_TRIES; i++)
		r = image_remove_mark(image);
	if (r == 0)
		return;
	log_error("the image's mark cannot be removed: %s; halting, for to mount the "
		  "filesystems now and resume later would destroy them", strerror(-r));
	halt();
}

int policy_begin_attempt(struct image *image, const struct settings *settings)
{
	struct image_mark_info next = image->mark;

	if (settings->on_failure != POLICY_RETRY)
		return 1;
	if (next.load_attempts >= settings->attempts)
		return 0;
	next.load_attempts++;
	if (image_write_mark(image, &next) < 0)
		return 0;
	image->mark = next;
	return 1;
}

void policy_apply(struct image *image, const struct settings *settings, const char *reason)
{
	log_error("cannot resume: %s", reason);
	if (settings->on_failure == POLICY_HALT) {
		log_error("halting as configured; the image is kept");
		halt();
	}
	if (settings->on_failure == POLICY_RETRY &&
	    image->mark.load_attempts < settings->attempts) {
		log_error("restarting to try again, attempt %u of %u failed",
			  image->mark.load_attempts, settings->attempts);
		sleep(READ_IT_SECONDS);
		power_reboot();
	}
	policy_discard(image);
	log_error("the image is discarded, the system starts afresh");
}
