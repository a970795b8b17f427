// SPDX-License-Identifier: GPL-2.0-or-later
#include "administration/doctor.h"

#include <stdio.h>
#include <unistd.h>

#include "administration/finding.h"
#include "suspend-writer/interrupt.h"
#include "suspend-writer/json.h"
#include "suspend-writer/log.h"
#include "suspend-writer/save.h"
#include "suspend-writer/swap-activation.h"

static check rehearse;

/* In this order: what stands below is often the consequence of what stands above. */
static const struct {
	const char *name;
	check *run;
} checks[] = {
	{ "kernel", check_kernel },
	{ "kernel command line", check_command_line },
	{ "lockdown", check_lockdown },
	{ "secret memory", check_secret_memory },
	{ "memory", check_memory },
	{ "processors", check_processors },
	{ "configuration", check_configuration },
	{ "swap area", check_area },
	{ "room", check_room },
	{ "resume address", check_address },
	{ "zram", check_zram },
	{ "filesystems", check_filesystems },
	{ "initramfs", check_initramfs },
	{ "hook order", check_hook_order },
	{ "device at boot", check_device_at_boot },
	{ "newer kernel", check_newer_kernel },
	{ "other kernels", check_other_kernels },
	{ "systemctl hibernate", check_systemctl_hibernate },
	{ "settle at boot", check_settle },
	{ "watchdog", check_watchdog },
	{ "last hibernation", check_last },
	{ "rehearsal", rehearse },
};

static double mib(uint64_t bytes)
{
	return (double)bytes / (1024 * 1024);
}

/* Tells its progress as a dry run does. */
static void rehearse(struct examination *examination, struct finding *finding)
{
	struct image_figures figures = { 0 };

	if (!examination->options->dry_run)
		return;
	log_set_silent(0);
	if (save_with_figures(examination->options, &figures)) {
		finding_failed(finding, "%s", log_last_error());
		finding_cure(finding, "look that up under DIAGNOSTICS in hibernate(8); hibernate "
			     "--dry-run tries again");
		return;
	}
	finding_ok(finding, "%.1f MiB of memory stored in %.1f MiB; freeze %.1f s, snapshot "
		   "%.1f s, write %.1f s; all of it read back and verified",
		   mib(figures.image_bytes), mib(figures.stored_bytes), figures.freeze_ms / 1e3,
		   figures.snapshot_ms / 1e3, figures.write_ms / 1e3);
}

static void print_text(const char *name, const struct finding *finding)
{
	static const char *const words[] = { [FINDING_OK] = "ok", [FINDING_NOTE] = "note",
					     [FINDING_DOUBT] = "note", [FINDING_FAILED] = "FAILED" };

	printf("%-6s  %s: %s\n", words[finding->status], name, finding->found);
	if (finding->cure[0])
		printf("        cure: %s\n", finding->cure);
}

static void print_json(const char *name, const struct finding *finding, int first)
{
	static const char *const words[] = { [FINDING_OK] = "ok", [FINDING_NOTE] = "note",
					     [FINDING_DOUBT] = "note", [FINDING_FAILED] = "failed" };

	printf("%s{", first ? "" : ",");
	json_print_member("check", name);
	json_print_member("status", words[finding->status]);
	json_print_member("found", finding->found);
	printf("\"cure\":");
	if (finding->cure[0])
		json_print_string(finding->cure);
	else
		printf("null");
	printf("}");
}

/* Each is printed as it ends, for some take their time. */
static void examine(struct examination *examination, int *failed, int *doubted)
{
	int json = examination->options->json, printed = 0;

	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]) && interrupt_check() == 0; i++) {
		struct finding finding = { .status = FINDING_NONE };

		checks[i].run(examination, &finding);
		if (finding.status == FINDING_NONE)
			continue;
		*failed += finding.status == FINDING_FAILED;
		*doubted += finding.status == FINDING_DOUBT;
		if (json)
			print_json(checks[i].name, &finding, !printed);
		else
			print_text(checks[i].name, &finding);
		printed = 1;
		fflush(stdout);
	}
}

static const char *verdict_of(int failed, int doubted)
{
	if (interrupt_reason())
		return "interrupted";
	if (failed)
		return "failed";
	return doubted ? "unknown" : "ok";
}

static void say_verdict(const struct options *options, int failed, int doubted)
{
	const char *reason = interrupt_reason();

	if (options->json)
		printf("],\"verdict\":\"%s\"}\n", verdict_of(failed, doubted));
	else if (reason)
		log_error("interrupted by %s", reason);
	else if (failed)
		printf("%d of the checks failed: a hibernation now would not come back\n",
		       failed);
	else if (doubted)
		printf("nothing failed, but whether a hibernation now would come back only a boot "
		       "shows: see the notes\n");
	else
		printf("a hibernation now would come back\n");
}

int doctor(const struct options *options)
{
	struct examination examination = { .options = options };
	int failed = 0, doubted = 0;

	if (geteuid() != 0) {
		log_error("only root can look at everything");
		return -1;
	}
	uname(&examination.kernel);
	/* An area that is activated for the while shall not stay so. */
	interrupt_take_signals();
	/* What the parts that do the work would say is a finding here. */
	log_set_silent(1);
	if (options->json)
		printf("{\"checks\":[");
	examine(&examination, &failed, &doubted);
	log_set_silent(0);
	swap_activation_end(options, examination.activated);
	say_verdict(options, failed, doubted);
	if (failed || interrupt_reason())
		return -1;
	return doubted ? DOCTOR_UNKNOWN : 0;
}
