// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/initramfs-generator.h"

#include <stdio.h>
#include <unistd.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

static const struct initramfs_generator generators[] = {
	[INITRAMFS_TOOLS] = { INITRAMFS_TOOLS, "initramfs-tools", "update-initramfs",
			      "/usr/share/initramfs-tools/hooks/hibernate",
			      "resume-loader-initramfs-tools" },
	[DRACUT] = { DRACUT, "dracut", "dracut",
		     "/usr/lib/dracut/modules.d/50hibernate/module-setup.sh",
		     "resume-loader-dracut" },
	[MKINITCPIO] = { MKINITCPIO, "mkinitcpio", "mkinitcpio",
			 "/usr/lib/initcpio/install/hibernate", "resume-loader" },
};

/*
 * Several may be installed. The one that new kernels are given to makes what is booted; the
 * last resort is whatever is there. update-initramfs may be dracut's own.
 */
static const struct {
	const char *evidence;
	enum initramfs_generator_kind kind;
} evidence[] = {
	{ "/etc/kernel/postinst.d/initramfs-tools", INITRAMFS_TOOLS },
	{ "/etc/kernel/postinst.d/dracut", DRACUT },
	{ "/usr/share/libalpm/hooks/90-mkinitcpio-install.hook", MKINITCPIO },
	{ "/usr/share/libalpm/hooks/90-dracut-install.hook", DRACUT },
	{ "/usr/lib/kernel/install.d/50-dracut.install", DRACUT },
	{ "/usr/lib/kernel/install.d/50-mkinitcpio.install", MKINITCPIO },
	{ "/", INITRAMFS_TOOLS }, { "/", DRACUT }, { "/", MKINITCPIO },
};

static int is_program(const char *name)
{
	static const char *const directories[] = { "/usr/sbin", "/usr/bin", "/sbin", "/bin" };
	char path[256];

	for (size_t i = 0; i < ARRAY_SIZE(directories); i++) {
		snprintf(path, sizeof(path), "%s/%s", directories[i], name);
		if (access(path, X_OK) == 0)
			return 1;
	}
	return 0;
}

const struct initramfs_generator *initramfs_generator(void)
{
	for (size_t i = 0; i < ARRAY_SIZE(evidence); i++)
		if (access(evidence[i].evidence, F_OK) == 0 &&
		    is_program(generators[evidence[i].kind].program))
			return &generators[evidence[i].kind];
	return NULL;
}

int initramfs_generator_has_hook(const struct initramfs_generator *generator)
{
	return access(generator->hook, F_OK) == 0;
}

void initramfs_rebuild_command(const char *release, const char *image, char *text, size_t size)
{
	const struct initramfs_generator *generator = initramfs_generator();

	if (!generator)
		snprintf(text, size, "make the initramfs of kernel %s anew", release);
	else if (!initramfs_generator_has_hook(generator))
		snprintf(text, size, "install %s", generator->package);
	else if (generator->kind == MKINITCPIO)
		snprintf(text, size, "mkinitcpio -P");
	else if (generator->kind == INITRAMFS_TOOLS)
		snprintf(text, size, "update-initramfs -u -k %s", release);
	else
		snprintf(text, size, "dracut -f %s %s", image[0] ? image : "--kver", release);
}
