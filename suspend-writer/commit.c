// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/commit.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/power.h"
#include "kernel/snapshot.h"
#include "kernel/swap-header.h"
#include "suspend-writer/interrupt.h"
#include "suspend-writer/log.h"
#include "suspend-writer/memory.h"

/* What the child came to, in memory that it shares with its parent. */
struct outcome {
	int marked;
	int error;
	int in_kernel; /* in the call that switches off */
};

int commit_prepare(struct commit *commit)
{
	commit->outcome = memory_allocate_shared(sizeof(*commit->outcome));
	return commit->outcome ? 0 : -ENOMEM;
}

static int put_mark(const struct swap_page *page, const struct image_mark_info *mark)
{
	swap_header_set_suspended(page->data, page->size);
	image_mark_put(page->data, page->size, mark);
	return swap_page_write(page);
}

/*
 * A machine that runs on beside a valid mark would be destroyed by the next boot. If the
 * mark cannot be removed the image is still good: stop here and let it be resumed.
 */
static void unmark(const struct swap_page *page, const struct image_mark_info *mark)
{
	struct image_receipt receipt = { .outcome = IMAGE_OUTCOME_ABORTED,
					 .figures = mark->figures };
	int r;

	memcpy(receipt.nonce, mark->nonce, sizeof(receipt.nonce));
	r = swap_page_leave_receipt(page, &receipt);
	if (r == 0)
		return;
	log_failure("removing the mark; halting", r);
	power_halt();
	for (;;)
		pause();
}

/* -EAGAIN or -EBUSY: a wakeup event. Without firmware support a plain power-off does. */
static int switch_off(const struct commit *commit)
{
	int r = -ENOSYS;

	if (commit->mode == IMAGE_POWER_REBOOT)
		return power_reboot();
	if (commit->mode == IMAGE_POWER_PLATFORM)
		r = snapshot_power_off(commit->snapshot);
	return r == -EAGAIN || r == -EBUSY ? r : power_off();
}

/* The child: whatever becomes of its parent, a machine that stays on loses the mark. */
static void mark_and_switch_off(const struct commit *commit, const struct image_mark_info *mark)
{
	struct outcome *outcome = commit->outcome;

	outcome->error = put_mark(commit->page, mark);
	outcome->marked = outcome->error == 0;
	outcome->in_kernel = outcome->marked;
	if (outcome->marked)
		outcome->error = switch_off(commit);
	outcome->in_kernel = 0;
	unmark(commit->page, mark);
	_exit(0);
}

/*
 * Where the firmware does nothing the kernel ends the process that called (kernel/reboot.c),
 * its devices shut down: nothing can be written any more, and the image is complete.
 */
static void halt_beside_image(void)
{
	log_error("the machine did not switch off: cut its power, the image is complete");
	for (;;)
		pause();
}

static void say_not_off(const struct outcome *outcome, int status)
{
	if (WIFSIGNALED(status))
		log_error("the process that switches the machine off died of signal %d",
			  WTERMSIG(status));
	else if ((outcome->error == -EAGAIN || outcome->error == -EBUSY) &&
		 interrupt_check() < 0)
		interrupt_say();
	else
		log_failure(outcome->marked ? "switching the machine off" : "writing the mark",
			    outcome->error);
}

/*
 * A process that dies beside a valid mark must not thaw the machine. A child is exempt from
 * the freeze as its parent is, and both have /dev/snapshot open: if the child dies, the
 * parent takes the mark back before it lets go; if the parent dies, the child goes on.
 */
int commit_and_switch_off(const struct commit *commit, const struct image_mark_info *mark)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0)
		mark_and_switch_off(commit, mark);
	if (child < 0)
		return log_failure("a process that switches off", -errno);
	waitpid(child, &status, 0);
	if (WIFEXITED(status) && commit->outcome->in_kernel)
		halt_beside_image();
	say_not_off(commit->outcome, status);
	unmark(commit->page, mark);
	return -1;
}
