// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Damage a good image in many ways and have the loader's own check judge each:
 * damage IMAGE OLDER OFFSET EXPECTED SEED FIRST CASES STEP JOBS [LOADER]
 *
 * EXPECTED is the check's line for the good image. The verdict must be "refused", or
 * "no image", or EXPECTED again: the same memory. Cases 1 to 3n change the n bytes of
 * metadata in turn, later ones are random; CASES counts the random ones. Only each STEP-th
 * is done, by JOBS processes. With LOADER that program judges instead of the code linked
 * in here.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "loader/check.h"
#include "tests/damage/change.h"

enum { DEVICE_FD = 100, OUTPUT_FD = 101, BATCH = 64, LIMIT_SECONDS = 60 };

enum verdict { NO_IMAGE, REFUSED, HARMLESS, WRONG, VERDICTS };

/* Seen by all processes. */
struct shared {
	uint64_t at;          /* the case of a job that is being judged */
	uint64_t counts[REGION_COUNT][VERDICTS];
	char text[128];
};

struct campaign {
	struct layout layout;
	struct device device;
	const char *expected;
	const char *loader;
	uint64_t offset, seed, first, end, step, jobs;
};

static void die(const char *what)
{
	perror(what);
	exit(2);
}

static void *map_file(const char *path, size_t *size)
{
	int fd = open(path, O_RDONLY);
	struct stat status;
	void *bytes;

	if (fd < 0 || fstat(fd, &status) < 0)
		die(path);
	*size = (size_t)status.st_size;
	bytes = mmap(NULL, *size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		die(path);
	return bytes;
}

static void memory_file(const char *name, int at)
{
	int fd = memfd_create(name, 0);

	if (fd < 0 || dup2(fd, at) != at)
		die(name);
	close(fd);
}

/* Make it anew: a file in memory with the good image. */
static void make_device(struct device *device)
{
	if (device->bytes)
		munmap(device->bytes, device->size);
	memory_file("device", DEVICE_FD);
	device->fd = DEVICE_FD;
	if (ftruncate(DEVICE_FD, (off_t)device->size) < 0)
		die("device");
	device->bytes = mmap(NULL, device->size, PROT_READ | PROT_WRITE, MAP_SHARED, DEVICE_FD,
			     0);
	if (device->bytes == MAP_FAILED)
		die("device");
	memcpy(device->bytes, device->good, device->size);
}

static int run_loader(const struct campaign *campaign, const char *path)
{
	char offset[32];
	pid_t pid;
	int status = 0;

	snprintf(offset, sizeof(offset), "%llu", (unsigned long long)campaign->offset);
	pid = fork();
	if (pid == 0) {
		execl(campaign->loader, campaign->loader, "--check", path, offset, NULL);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* What the check says, and its exit status. */
static int judge(const struct campaign *campaign, char *words, size_t size)
{
	struct settings settings = { .offset = campaign->offset };
	ssize_t length;
	int status;

	snprintf(settings.device, sizeof(settings.device), "/proc/self/fd/%d", DEVICE_FD);
	if (ftruncate(OUTPUT_FD, 0) < 0 || lseek(OUTPUT_FD, 0, SEEK_SET) < 0)
		die("output");
	status = campaign->loader ? run_loader(campaign, settings.device) : check(&settings);
	fflush(stdout);
	length = pread(OUTPUT_FD, words, size - 1, 0);
	words[length > 0 ? length : 0] = '\0';
	words[strcspn(words, "\n")] = '\0';
	return status;
}

/* Bytes under a checksum have no business to be harmless. */
static int may_be_harmless(enum region region)
{
	return region == REGION_SWAP || region == REGION_SIGNATURE || region == REGION_RANDOM;
}

static enum verdict verdict_of(const struct campaign *campaign, enum region region,
			       int status, const char *words)
{
	if (status == 3 && !strncmp(words, "no image: ", 10))
		return NO_IMAGE;
	if (status == 1 && !strncmp(words, "refused: ", 9))
		return REFUSED;
	if (status == 0 && !strcmp(words, campaign->expected) && may_be_harmless(region))
		return HARMLESS;
	return WRONG;
}

static void one_case(struct campaign *campaign, struct shared *shared, uint64_t n)
{
	char words[512];
	enum region region = change_make(&campaign->device, &campaign->layout, campaign->seed,
					 n - 1, shared->text, sizeof(shared->text));
	int status;
	enum verdict verdict;

	alarm(LIMIT_SECONDS);
	status = judge(campaign, words, sizeof(words));
	verdict = verdict_of(campaign, region, status, words);
	shared->counts[region][verdict]++;
	if (verdict == WRONG)
		fprintf(stderr, "case %llu, %s, %s: status %d, %s\n", (unsigned long long)n,
			region_names[region], shared->text, status, words);
	change_undo(&campaign->device);
}

/* The check leaves its memory to the end of its process, so each does only a batch. */
static void child_batch(struct campaign *campaign, struct shared *shared)
{
	for (int i = 0; i < BATCH && shared->at < campaign->end; i++) {
		one_case(campaign, shared, shared->at);
		shared->at += campaign->step * campaign->jobs;
	}
	_exit(0);
}

/* All of one job's cases; one that kills its process is wrong, and the next one follows. */
static void do_job(struct campaign *campaign, struct shared *shared, uint64_t job)
{
	make_device(&campaign->device);
	memory_file("output", OUTPUT_FD);
	shared->at = campaign->first + job * campaign->step;
	while (shared->at < campaign->end) {
		int status = 0;
		pid_t pid = fork();

		if (pid == 0) {
			dup2(OUTPUT_FD, STDOUT_FILENO);
			child_batch(campaign, shared);
		}
		if (pid < 0 || waitpid(pid, &status, 0) < 0)
			die("fork");
		if (status == 0)
			continue;
		fprintf(stderr, "case %llu, %s: died, status %d\n",
			(unsigned long long)shared->at, shared->text, status);
		shared->counts[REGION_RANDOM][WRONG]++;
		shared->at += campaign->step * campaign->jobs;
		make_device(&campaign->device);
	}
	exit(0);
}

static int report(const struct campaign *campaign, const struct shared *shared)
{
	int passed = 0, failed = 0;

	printf("%-15s %9s %9s %9s %9s\n", "", "no image", "refused", "harmless", "WRONG");
	for (int region = 0; region < REGION_COUNT; region++) {
		uint64_t sums[VERDICTS] = { 0 };

		for (uint64_t job = 0; job < campaign->jobs; job++)
			for (int verdict = 0; verdict < VERDICTS; verdict++)
				sums[verdict] += shared[job].counts[region][verdict];
		if (sums[0] + sums[1] + sums[2] + sums[3] == 0)
			continue;
		printf("%-15s %9llu %9llu %9llu %9llu\n", region_names[region],
		       (unsigned long long)sums[0], (unsigned long long)sums[1],
		       (unsigned long long)sums[2], (unsigned long long)sums[3]);
		*(sums[WRONG] ? &failed : &passed) += 1;
	}
	printf("%d passed, %d failed\n", passed, failed);
	return failed || !passed;
}

static struct shared *start_jobs(struct campaign *campaign)
{
	struct shared *shared = mmap(NULL, campaign->jobs * sizeof(*shared),
				     PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (shared == MAP_FAILED)
		die("memory");
	fflush(stdout);
	for (uint64_t job = 0; job < campaign->jobs; job++) {
		pid_t pid = fork();

		if (pid < 0)
			die("fork");
		if (pid == 0)
			do_job(campaign, &shared[job], job);
	}
	return shared;
}

static int wait_for_jobs(void)
{
	int status, bad = 0;

	while (wait(&status) > 0)
		bad |= status;
	return bad;
}

int main(int argc, char **argv)
{
	struct campaign campaign = { 0 };
	size_t older_size;
	struct shared *shared;

	if (argc < 10 || argc > 11)
		return fprintf(stderr, "damage IMAGE OLDER OFFSET EXPECTED SEED FIRST CASES STEP"
				       " JOBS [LOADER]\n"), 2;
	campaign.device.good = map_file(argv[1], &campaign.device.size);
	campaign.device.older = map_file(argv[2], &older_size);
	campaign.offset = strtoull(argv[3], NULL, 10);
	campaign.expected = argv[4];
	campaign.seed = strtoull(argv[5], NULL, 10);
	campaign.first = strtoull(argv[6], NULL, 10);
	campaign.step = strtoull(argv[8], NULL, 10);
	campaign.jobs = strtoull(argv[9], NULL, 10);
	campaign.loader = argv[10];
	if (older_size != campaign.device.size || campaign.jobs == 0 ||
	    campaign.step == 0 || campaign.first == 0)
		return fprintf(stderr, "damage: bad numbers, or images of two sizes\n"), 2;
	layout_read(&campaign.layout, campaign.device.good, campaign.device.size / PAGE,
		    campaign.offset);
	campaign.end = 1 + campaign.layout.place_count * VALUES + strtoull(argv[7], NULL, 10);
	shared = start_jobs(&campaign);
	if (wait_for_jobs())
		return fprintf(stderr, "damage: a job failed\n"), 2;
	printf("seed %llu, cases %llu to %llu, %zu bytes of metadata\n",
	       (unsigned long long)campaign.seed, (unsigned long long)campaign.first,
	       (unsigned long long)campaign.end - 1, campaign.layout.place_count);
	return report(&campaign, shared);
}
