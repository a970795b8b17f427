// SPDX-License-Identifier: GPL-2.0-or-later
#include "administration/setup-initramfs.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "administration/setup-change.h"
#include "administration/setup-file.h"
#include "administration/setup-program.h"
#include "config/config-file.h"
#include "suspend-writer/initramfs-generator.h"
#include "suspend-writer/initramfs-opinion.h"
#include "suspend-writer/interrupt.h"
#include "suspend-writer/log.h"
#include "suspend-writer/record.h"

/* As new as the last initramfs that setup has had made. */
#define STAMP RECORD_DIRECTORY "/rebuilt"
#define HOOKS_DIRECTORY "/etc/mkinitcpio.conf.d"
#define HOOKS_FILE HOOKS_DIRECTORY "/hibernate.conf"
#define DEBIAN_IMAGE "/boot/initrd.img-"

static int rebuild_with_initramfs_tools(void)
{
	static const char *const update[] = { "update-initramfs", "-u", "-k", "all", NULL };

	return setup_program_run(update);
}

static int rebuild_one(const char *image)
{
	const char *version = image + strlen(DEBIAN_IMAGE);
	const char *const dracut[] = { "dracut", "--force", image, version, NULL };
	char modules[512];

	/* Backups of images lie there as well. */
	snprintf(modules, sizeof(modules), "/lib/modules/%s", version);
	return access(modules, F_OK) < 0 ? 0 : setup_program_run(dracut);
}

/* Debian's kernels call it with a name of their own: /etc/kernel/postinst.d/dracut. */
static int rebuild_with_dracut(void)
{
	static const char *const all[] = { "dracut", "--regenerate-all", "--force", NULL };
	glob_t images;
	int r = 0;

	if (glob(DEBIAN_IMAGE "*", 0, NULL, &images) != 0)
		return setup_program_run(all);
	for (size_t i = 0; r == 0 && i < images.gl_pathc; i++)
		r = rebuild_one(images.gl_pathv[i]);
	globfree(&images);
	return r;
}

static int rebuild_with_mkinitcpio(void)
{
	static const char *const mkinitcpio[] = { "mkinitcpio", "-P", NULL };

	return setup_program_run(mkinitcpio);
}

static int (*const rebuild_with[])(void) = {
	[INITRAMFS_TOOLS] = rebuild_with_initramfs_tools, [DRACUT] = rebuild_with_dracut,
	[MKINITCPIO] = rebuild_with_mkinitcpio,
};

int setup_initramfs_check(void)
{
	const struct initramfs_generator *generator = initramfs_generator();

	if (!generator || initramfs_generator_has_hook(generator))
		return 0;
	log_error("%s makes the initramfs here, and has no hook that puts the loader into it: "
		  "install %s", generator->name, generator->package);
	return -1;
}

int setup_initramfs_will_change(struct setup *setup)
{
	const struct initramfs_generator *generator = initramfs_generator();

	if (!generator || journal_find(&setup->journal, JOURNAL_INITRAMFS, NULL))
		return 0;
	return journal_add(&setup->journal, JOURNAL_INITRAMFS, generator->name);
}

/* What has failed just now would only say so again. */
int setup_initramfs_rebuild(void)
{
	const struct initramfs_generator *generator = initramfs_generator();
	static int failed;

	if (!generator)
		return 0;
	if (failed)
		log_error("the initramfs stays as the failed attempt left it");
	else
		failed = rebuild_with[generator->kind]();
	return failed;
}

/* An array may hold words already that were put there by hand, and lack the one that all have by default. */
static const char hooks_text[] =
	"# Put here by hibernate setup: the loader runs before any filesystem is mounted.\n"
	"if [[ \" ${HOOKS[*]} \" != *\" hibernate \"* ]]; then\n"
	"    hibernate_hooks=\" ${HOOKS[*]} \"\n"
	"    [[ $hibernate_hooks == *\" filesystems \"* ]] || hibernate_hooks+=hibernate\n"
	"    read -ra HOOKS <<<\"${hibernate_hooks/ filesystems / hibernate filesystems }\"\n"
	"    unset hibernate_hooks\n"
	"fi\n";

static int has_hook(const struct setup *setup, char *text, size_t size)
{
	const struct initramfs_generator *generator = initramfs_generator();
	char *present;
	int same;

	(void)setup;
	if (!generator || generator->kind != MKINITCPIO)
		return 1;
	snprintf(text, size, "put the hook into HOOKS by " HOOKS_FILE);
	if (setup_file_read(HOOKS_FILE, &present) < 0)
		return 0;
	same = !strcmp(present, hooks_text);
	free(present);
	return same;
}

static int put_hook(struct setup *setup)
{
	if (setup_initramfs_will_change(setup) ||
	    setup_change_directory(&setup->journal, HOOKS_DIRECTORY))
		return -1;
	return setup_change_file(&setup->journal, HOOKS_FILE, hooks_text);
}

/* A package keeps the times of its files; when they came here is the time of the change. */
static int is_older(const struct stat *stamp, const char *path)
{
	struct stat status;

	if (stat(path, &status) < 0)
		return 0;
	return stamp->st_mtim.tv_sec < status.st_ctim.tv_sec ||
	       (stamp->st_mtim.tv_sec == status.st_ctim.tv_sec &&
		stamp->st_mtim.tv_nsec < status.st_ctim.tv_nsec);
}

static int is_stamped(void)
{
	static const char *const parts[] = { CONFIG_FILE, HOOKS_FILE, "/usr/sbin/resume-loader",
					     "/usr/lib/resume-loader/hibernate-load" };
	struct stat stamp;

	if (stat(STAMP, &stamp) < 0)
		return 0;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (is_older(&stamp, parts[i]))
			return 0;
	return 1;
}

/*
 * Does an image of the running kernel hold what it should? What cannot be listed is believed, for
 * what this boot came from has been made anew since. 1 or 0, or -1 said.
 */
static int is_current(struct initramfs_opinion *opinion)
{
	struct utsname names;

	if (uname(&names) < 0)
		return log_failure("uname", -errno);
	if (initramfs_judge(names.release, 0, opinion) < 0)
		return interrupt_say();
	return opinion->best == INITRAMFS_CURRENT || opinion->best == INITRAMFS_UNKNOWN;
}

static int is_rebuilt(const struct setup *setup, char *text, size_t size)
{
	const struct initramfs_generator *generator = initramfs_generator();
	struct initramfs_opinion opinion;

	(void)setup;
	if (!generator) {
		log_note("no generator of an initramfs is known here: put the loader into it by "
			 "hand, see resume-loader(8)");
		return 1;
	}
	snprintf(text, size, "make the initramfs of all kernels anew, with %s", generator->name);
	return is_stamped() ? is_current(&opinion) : 0;
}

/* What did not help is no success, nor would it help the next time. */
static int rebuild(struct setup *setup)
{
	const struct initramfs_generator *generator = initramfs_generator();
	struct initramfs_opinion opinion;
	int r = setup_initramfs_rebuild() ? -1 : is_current(&opinion);

	if (r > 0)
		return setup_change_file(&setup->journal, STAMP, "");
	if (r == 0)
		log_error("%s, though %s has made the initramfs anew: see resume-loader(8)",
			  opinion.found, generator->name);
	return -1;
}

const struct step setup_hooks = { has_hook, put_hook };
const struct step setup_initramfs = { is_rebuilt, rebuild };
