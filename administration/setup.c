// SPDX-License-Identifier: GPL-2.0-or-later
#include "administration/setup.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "administration/setup-activation.h"
#include "administration/setup-initramfs.h"
#include "administration/setup-step.h"
#include "administration/setup-systemd.h"
#include "suspend-writer/interrupt.h"
#include "suspend-writer/log.h"
#include "suspend-writer/machine.h"
#include "suspend-writer/record.h"

/* In this order, and back in the other. */
static const struct step *const steps[] = {
	&setup_make_area,     &setup_activate, &setup_deactivate, &setup_fstab,
	&setup_configuration, &setup_hooks,    &setup_initramfs,  &setup_drop_ins,
	&setup_settle_service, &setup_announcement,
};

/* The first that the journal knows of. */
static int note_area(struct setup *setup)
{
	if (journal_find(&setup->journal, JOURNAL_AREA, NULL))
		return 0;
	return journal_add(&setup->journal, JOURNAL_AREA, setup->path);
}

/* 1 if it was to be done, and has been; 0 if not; -1 after saying what failed. */
static int run_step(struct setup *setup, const struct step *step)
{
	char text[1024] = "";
	int done;

	if (interrupt_check() < 0) {
		log_error("interrupted by %s", interrupt_reason());
		return -1;
	}
	done = step->is_done(setup, text, sizeof(text));
	if (done < 0)
		return -1;
	if (done) {
		if (text[0])
			log_note("%s: already so", text);
		return 0;
	}
	log_note("%s%s", setup->options->dry_run ? "would " : "", text);
	if (!setup->options->dry_run && (note_area(setup) || step->perform(setup)))
		return -1;
	return 1;
}

static int run_steps(struct setup *setup)
{
	int changes = 0;

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		int r = run_step(setup, steps[i]);

		if (r < 0)
			return -1;
		changes += r;
	}
	return changes;
}

static int check_hibernate_only(const struct setup *setup)
{
	if (!setup->options->hibernate_only || !setup_area_is_in_fstab(setup->path))
		return 0;
	log_error("/etc/fstab activates %s at every boot: hibernate setup --undo, or take that "
		  "line out", setup->path);
	return -1;
}

/* Another kernel, or another setting of the firmware, may be meant to follow. */
static void say_obstacle(void)
{
	char obstacle[MACHINE_OBSTACLE_SIZE];

	machine_obstacle(obstacle, sizeof(obstacle));
	if (obstacle[0])
		log_note("warning: %s: this machine cannot hibernate as it is", obstacle);
}

static void say_kept_off(const struct setup *setup)
{
	if (setup->options->hibernate_only && !setup->options->hibernate_only_given)
		log_note("hibernate_only in /etc/hibernate.conf keeps %s off in between: if it is "
			 "to be active, hibernate setup --undo first, or take that line out",
			 setup->path);
}

static void say_end(const struct setup *setup, int changes)
{
	say_obstacle();
	say_kept_off(setup);
	setup_check_priority(setup);
	setup_check_command_line(setup);
	setup_check_device(setup);
	if (!setup_systemd_runs())
		log_note("this system is not run by systemd: have a boot script run 'hibernate "
			 "settle' before it activates the swap areas");
	if (changes == 0)
		log_note("all is set up already, nothing was changed");
	else if (!setup->options->dry_run)
		log_note("done. 'hibernate doctor' checks the whole chain, 'hibernate --dry-run' "
			 "rehearses; then 'hibernate' or 'systemctl hibernate' does it");
}

static int undo_from(struct setup *setup, unsigned int count)
{
	if (setup_undo(&setup->journal, count) == 0)
		return 0;
	log_error("not all could be taken back: hibernate setup --undo tries again");
	return -1;
}

/* All or nothing: after a failure the system is as it was before this run. */
static int set_up(struct setup *setup)
{
	unsigned int before;
	int changes;

	if (journal_read(&setup->journal))
		return -1;
	before = setup->journal.count;
	if (setup_initramfs_check() || setup_choose_area(setup) || check_hibernate_only(setup))
		return -1;
	changes = run_steps(setup);
	if (changes >= 0) {
		say_end(setup, changes);
		return 0;
	}
	undo_from(setup, before);
	return -1;
}

static int take_back(struct setup *setup)
{
	if (journal_read(&setup->journal))
		return -1;
	if (setup->journal.count == 0)
		log_note("setup has done nothing that could be taken back");
	if (setup->options->dry_run) {
		setup_undo_rehearse(&setup->journal);
		return 0;
	}
	return undo_from(setup, 0);
}

/* Whoever logs out lets it go on; Ctrl-C ends it between two steps. */
static void take_signals(void)
{
	sigset_t blocked;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGINT);
	sigaddset(&blocked, SIGTERM);
	sigprocmask(SIG_BLOCK, &blocked, NULL);
	signal(SIGHUP, SIG_IGN);
	signal(SIGCHLD, SIG_DFL);
}

static int claim(void)
{
	int r = record_claim();

	if (r == -EWOULDBLOCK)
		log_error("a hibernation or another setup is under way");
	else if (r < 0)
		log_failure(RECORD_DIRECTORY, r);
	return r < 0 ? -1 : 0;
}

int setup(const struct options *options)
{
	static struct setup setup;
	int r;

	setup.options = options;
	if (geteuid() != 0) {
		log_error("only root can set the machine up");
		return -1;
	}
	if (!options->dry_run) {
		if (claim())
			return -1;
		take_signals();
	}
	r = options->undo ? take_back(&setup) : set_up(&setup);
	/* For the claim it was made; what is in it keeps it. */
	if (!options->dry_run)
		rmdir(RECORD_DIRECTORY);
	return r;
}
