// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Asks redis for random keys without a pause, and says on request how fast it answers:
 *   redis-load KEYS FILE
 * After SIGUSR2 FILE is replaced by the answers a second of the last 5 seconds, which are the former rate from then
 * on. After SIGUSR1 it is replaced by the seconds until the rate, over 0.3 s, has come to 9 tenths of the former.
 */
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PORT 6379
/* Seconds that answers are counted over. */
#define STEP 0.1
#define STEPS 50
#define STEPS_NOW 3

static volatile sig_atomic_t asked_former, asked_recovery;
static unsigned int counts[STEPS];
static uint64_t step;

static void ask(int signal)
{
	if (signal == SIGUSR2)
		asked_former = 1;
	else
		asked_recovery = 1;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Answers a second over the last whole steps. */
static double rate(unsigned int steps)
{
	unsigned int sum = 0;

	for (unsigned int i = 1; i <= steps; i++)
		sum += counts[(step + STEPS - i) % STEPS];
	return sum / (steps * STEP);
}

static void tell(const char *path, double value)
{
	char part[256];
	FILE *file;

	snprintf(part, sizeof(part), "%s.part", path);
	file = fopen(part, "w");
	fprintf(file, "%.2f\n", value);
	fclose(file);
	rename(part, path);
}

struct redis {
	FILE *in, *out;
};

/* One question and its answer: "$LENGTH\r\n", the value, "\r\n"; or "$-1\r\n" where there is no such key. */
static void get(struct redis *redis, unsigned long keys)
{
	static char value[65536];
	char head[32];
	long length;

	fprintf(redis->out, "GET key:%012lu\r\n", (unsigned long)random() % keys);
	fflush(redis->out);
	if (!fgets(head, sizeof(head), redis->in) || head[0] != '$')
		exit(1);
	length = atol(head + 1) + 2;
	if (length > (long)sizeof(value) || (length > 1 && fread(value, (size_t)length, 1, redis->in) != 1))
		exit(1);
}

static struct redis connect_to_redis(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(PORT),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (connect(fd, (struct sockaddr *)&to, sizeof(to)) < 0)
		exit(1);
	return (struct redis){ fdopen(fd, "r"), fdopen(dup(fd), "w") };
}

int main(int argc, char **argv)
{
	struct redis redis = connect_to_redis();
	double step_end = now() + STEP, former = 0, asked_at = 0;

	if (argc != 3)
		return 2;
	signal(SIGUSR1, ask);
	signal(SIGUSR2, ask);
	for (;;) {
		get(&redis, strtoul(argv[1], NULL, 10));
		counts[step % STEPS]++;
		if (asked_recovery == 1) {
			asked_recovery = 2;
			asked_at = now();
		}
		if (now() < step_end)
			continue;
		/* A pause, of a hibernation too, is one long step. */
		step_end = now() + STEP;
		counts[++step % STEPS] = 0;
		if (asked_former) {
			asked_former = 0;
			former = rate(STEPS - 1);
			tell(argv[2], former);
		}
		if (asked_recovery == 2 && step_end - asked_at > (STEPS_NOW + 2) * STEP && rate(STEPS_NOW) > 0.9 * former) {
			asked_recovery = 0;
			tell(argv[2], now() - asked_at);
		}
	}
}
