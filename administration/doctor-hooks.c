// SPDX-License-Identifier: GPL-2.0-or-later
/* mkinitcpio leaves the order of its hooks to the administrator; other generators do not. */
#include <string.h>

#include "administration/finding.h"
#include "suspend-writer/command.h"
#include "suspend-writer/initramfs-generator.h"

#define CONFIGURATION "/etc/mkinitcpio.conf"
#define READ_SECONDS 10

/* As mkinitcpio reads it. */
static const char print_hooks[] =
	"shopt -s nullglob; for file in " CONFIGURATION " " CONFIGURATION ".d/*.conf; do "
	". \"$file\"; done; printf '%s\\n' \"${HOOKS[@]}\"";

/* What makes the device, in the order in which it runs; units have an order of their own. */
static const char *const makers[] = { "udev", "block", "encrypt", "lvm2", "mdadm_udev" };

struct order {
	int has_systemd, has_ours;
	char later[32]; /* a hook that has to come before ours, and does not */
};

static int is_maker(const char *name)
{
	for (size_t i = 0; i < sizeof(makers) / sizeof(makers[0]); i++)
		if (!strcmp(name, makers[i]))
			return 1;
	return 0;
}

static void take_hook(void *context, const char *name)
{
	struct order *order = context;
	int is_systemd = !strcmp(name, "systemd");

	if (!strcmp(name, "hibernate"))
		order->has_ours = 1;
	else if (order->has_ours && (is_systemd || (is_maker(name) && !order->has_systemd)))
		strcpy(order->later, name);
	order->has_systemd |= is_systemd;
}

void check_hook_order(struct examination *examination, struct finding *finding)
{
	const char *const argv[] = { "bash", "-c", print_hooks, NULL };
	const struct initramfs_generator *generator = initramfs_generator();
	struct order order = { 0 };

	(void)examination;
	if (!generator || generator->kind != MKINITCPIO ||
	    command_read(argv, READ_SECONDS, take_hook, &order) < 0 || !order.has_ours)
		return;
	if (!order.later[0]) {
		finding_ok(finding, "hibernate comes behind all that makes the device");
		return;
	}
	finding_failed(finding, "hibernate comes before %s in HOOKS", order.later);
	finding_cure(finding, "put hibernate behind %s in HOOKS in " CONFIGURATION
		     ", then: mkinitcpio -P", order.later);
}
