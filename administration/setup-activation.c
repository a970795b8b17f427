// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The area is activated now and by /etc/fstab, without a priority: the kernel then gives it
 * the lowest, so that swap on zram is used first. Or, with --hibernate-only, not at all.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libmount.h>

#include "administration/setup-activation.h"
#include "administration/setup-change.h"
#include "administration/setup-program.h"
#include "administration/setup-step.h"
#include "administration/setup-systemd.h"
#include "kernel/swap-area.h"
#include "suspend-writer/log.h"

#define FSTAB "/etc/fstab"
#define AREAS_MAX 64

static int is_same(const char *path, const char *other)
{
	char *real = realpath(path, NULL), *real_other = realpath(other, NULL);
	int same = real && real_other && !strcmp(real, real_other);

	free(real);
	free(real_other);
	return same;
}

static int find_active(const char *path, struct swap_area *found)
{
	struct swap_area areas[AREAS_MAX];
	int count = swap_areas_read(areas, AREAS_MAX);

	for (int i = 0; i < count; i++)
		if (is_same(areas[i].path, path)) {
			*found = areas[i];
			return 1;
		}
	return 0;
}

int setup_area_is_active(const char *path)
{
	struct swap_area area;

	return find_active(path, &area);
}

static int is_active(const struct setup *setup, char *text, size_t size)
{
	if (setup->options->hibernate_only)
		return 1;
	snprintf(text, size, "activate %s", setup->path);
	return setup_area_is_active(setup->path);
}

static int activate(struct setup *setup)
{
	const char *const swapon[] = { "swapon", setup->path, NULL };

	if (journal_add(&setup->journal, JOURNAL_ACTIVE, setup->path))
		return -1;
	return setup_program_run(swapon);
}

void setup_check_priority(const struct setup *setup)
{
	struct swap_area area;

	if (setup->options->hibernate_only || !find_active(setup->path, &area) || area.priority < 0)
		return;
	log_note("warning: %s has the priority %d, and only swap of a higher one is used first, be "
		 "it on zram: take pri= out of its line in " FSTAB " and boot once", setup->path,
		 area.priority);
}

static int is_inactive(const struct setup *setup, char *text, size_t size)
{
	if (!setup->options->hibernate_only || !setup_area_is_active(setup->path))
		return 1;
	snprintf(text, size, "deactivate %s", setup->path);
	return 0;
}

/* With its priority, which it gets back. */
static int note_inactive(struct setup *setup)
{
	char name[sizeof(setup->path) + 16];
	struct swap_area area = { .priority = -1 };

	find_active(setup->path, &area);
	snprintf(name, sizeof(name), "%d %s", area.priority, setup->path);
	return journal_add(&setup->journal, JOURNAL_INACTIVE, name);
}

static int deactivate(struct setup *setup)
{
	return note_inactive(setup) ? -1 : setup_area_deactivate(setup->path);
}

int setup_area_deactivate(const char *path)
{
	const char *const swapoff[] = { "swapoff", path, NULL };

	return setup_area_is_active(path) ? setup_program_run(swapoff) : 0;
}

int setup_area_reactivate(const char *path, int priority)
{
	char number[16];
	const char *const plain[] = { "swapon", path, NULL };
	const char *const with_priority[] = { "swapon", "-p", number, path, NULL };

	if (access(path, F_OK) < 0 || setup_area_is_active(path))
		return 0;
	snprintf(number, sizeof(number), "%d", priority);
	return setup_program_run(priority < 0 ? plain : with_priority);
}

int setup_area_is_in_fstab(const char *path)
{
	struct libmnt_table *table = mnt_new_table_from_file(FSTAB);
	struct libmnt_iter *iterator = mnt_new_iter(MNT_ITER_FORWARD);
	struct libmnt_fs *entry;
	int found = 0;

	while (!found && table && iterator && mnt_table_next_fs(table, iterator, &entry) == 0) {
		int automatic = mnt_fs_get_option(entry, "noauto", NULL, NULL) != 0;
		char *source = mnt_fs_is_swaparea(entry) && automatic ?
			       mnt_resolve_spec(mnt_fs_get_source(entry), NULL) : NULL;

		found = source && (!strcmp(source, path) || is_same(source, path));
		free(source);
	}
	mnt_free_iter(iterator);
	mnt_unref_table(table);
	return found;
}

static int is_in_fstab(const struct setup *setup, char *text, size_t size)
{
	if (setup->options->hibernate_only)
		return 1;
	snprintf(text, size, "put %s into " FSTAB, setup->path);
	return setup_area_is_in_fstab(setup->path);
}

static int put_into_fstab(struct setup *setup)
{
	char *name = mnt_mangle(setup->path), *line = NULL;
	int r;

	if (!name || asprintf(&line, "%s none swap defaults 0 0\n", name) < 0)
		r = log_failure(FSTAB, -ENOMEM);
	else
		r = setup_change_lines(&setup->journal, FSTAB, line);
	free(name);
	free(line);
	return r < 0 ? -1 : setup_systemd_reload();
}

const struct step setup_activate = { is_active, activate };
const struct step setup_deactivate = { is_inactive, deactivate };
const struct step setup_fstab = { is_in_fstab, put_into_fstab };
