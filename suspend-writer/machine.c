// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/machine.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "kernel/snapshot.h"
#include "kernel/uuid.h"
#include "suspend-writer/kernel-parameters.h"
#include "suspend-writer/log.h"

#define IMAGE_SIZE_FILE "/sys/power/image_size"
/* Seconds; what is less comes from reading two clocks one after the other. */
#define ASLEEP_MIN 0.5

/* The beginning of a small file, NUL-terminated; empty if it cannot be read. */
static void read_text(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length = fd < 0 ? 0 : read(fd, text, size - 1);

	if (fd >= 0)
		close(fd);
	text[length > 0 ? length : 0] = '\0';
}

static int has_word(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (const char *p = text; (p = strstr(p, word)); p += length)
		if ((p == text || strchr(" \n", p[-1])) && strchr(" \n", p[length]))
			return 1;
	return 0;
}

const char *machine_why_forbidden(void)
{
	struct kernel_parameters parameters;
	char text[256];

	kernel_parameters_read(&parameters);
	if (parameters.nohibernate)
		return "hibernation is switched off by nohibernate on the kernel command line";
	read_text("/sys/kernel/security/lockdown", text, sizeof(text));
	if (strstr(text, "[integrity]") || strstr(text, "[confidentiality]"))
		return "the kernel is locked down (Secure Boot), which forbids hibernation";
	return "the kernel forbids hibernation now: a process may hold secret memory "
	       "(memfd_secret), or CXL memory is in use";
}

int machine_is_forbidden(void)
{
	char text[128];

	read_text("/sys/power/disk", text, sizeof(text));
	return strstr(text, "[disabled]") != NULL;
}

static const char *why_no_device(void)
{
	char state[256];

	read_text("/sys/power/state", state, sizeof(state));
	if (state[0] && !has_word(state, "disk"))
		return machine_why_forbidden();
	return "the kernel was built without CONFIG_HIBERNATION_SNAPSHOT_DEV, or the node was "
	       "removed";
}

void machine_obstacle(char *text, size_t size)
{
	text[0] = '\0';
	if (access(SNAPSHOT_DEVICE, F_OK) < 0)
		snprintf(text, size, "there is no %s: %s", SNAPSHOT_DEVICE, why_no_device());
	else if (machine_is_forbidden())
		snprintf(text, size, "%s: %s", SNAPSHOT_DEVICE, machine_why_forbidden());
}

int machine_check(void)
{
	char obstacle[MACHINE_OBSTACLE_SIZE];

	if (geteuid() != 0) {
		log_error("only root can hibernate the machine");
		return -1;
	}
	machine_obstacle(obstacle, sizeof(obstacle));
	if (!obstacle[0])
		return 0;
	log_error("%s", obstacle);
	return -1;
}

int machine_describe(struct image_info *info)
{
	struct utsname names;

	if (uname(&names) < 0)
		return log_failure("uname", -errno);
	if (getrandom(info->nonce, sizeof(info->nonce), 0) != sizeof(info->nonce))
		return log_failure("getrandom", -errno);
	uuid_read(BOOT_ID_FILE, info->boot_id);
	uuid_read(MACHINE_UUID_FILE, info->machine_uuid);
	snprintf(info->kernel_release, sizeof(info->kernel_release), "%.63s", names.release);
	snprintf(info->machine_name, sizeof(info->machine_name), "%.63s", names.nodename);
	info->architecture = image_native_architecture();
	info->page_size = (uint32_t)getpagesize();
	info->created_seconds = (uint64_t)time(NULL);
	return 0;
}

unsigned int machine_processors(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) < 0)
		return 1;
	return (unsigned int)CPU_COUNT(&set);
}

static uint64_t meminfo(const char *text, const char *key)
{
	const char *line = strstr(text, key);

	return line ? strtoull(line + strlen(key), NULL, 10) * 1024 : 0;
}

uint64_t machine_memory_in_use(void)
{
	char text[4096];

	read_text("/proc/meminfo", text, sizeof(text));
	return meminfo(text, "\nAnonPages:") + meminfo(text, "\nShmem:") +
	       meminfo(text, "\nSUnreclaim:");
}

uint64_t machine_memory_total(void)
{
	char text[4096];

	read_text("/proc/meminfo", text, sizeof(text));
	return meminfo(text, "MemTotal:");
}

uint64_t machine_memory_free(void)
{
	char text[4096];

	read_text("/proc/meminfo", text, sizeof(text));
	return meminfo(text, "\nMemFree:");
}

uint64_t machine_memory_cold(void)
{
	char text[4096];

	read_text("/proc/meminfo", text, sizeof(text));
	return meminfo(text, "\nInactive(file):");
}

static uint64_t read_number(const char *path)
{
	char text[32];

	read_text(path, text, sizeof(text));
	return strtoull(text, NULL, 10);
}

uint64_t machine_crash_kernel_size(void)
{
	return read_number("/sys/kernel/kexec_crash_size");
}

uint64_t machine_reserved_size(void)
{
	return read_number("/sys/power/reserved_size");
}

uint64_t machine_image_size(void)
{
	return read_number(IMAGE_SIZE_FILE);
}

void machine_set_image_size(uint64_t bytes)
{
	int fd = open(IMAGE_SIZE_FILE, O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	dprintf(fd, "%llu", (unsigned long long)bytes);
	close(fd);
}

static double clock_seconds(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double machine_seconds(void)
{
	return clock_seconds(CLOCK_MONOTONIC);
}

double machine_seconds_asleep(void)
{
	return clock_seconds(CLOCK_BOOTTIME) - machine_seconds();
}

int machine_check_awake_since(double asleep)
{
	if (machine_seconds_asleep() - asleep < ASLEEP_MIN)
		return 0;
	log_error("the machine has slept since this was asked for: ask again");
	return -1;
}
