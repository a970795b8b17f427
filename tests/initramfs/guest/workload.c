// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Work that goes on while the machine is hibernated again and again, and checks itself:
 *   workload files DIRECTORY COUNTER    writes, fsyncs, reads back from the disk
 *   workload sockets PORT COUNTER       a TCP connection to itself, data flowing
 *   workload memory MIB COUNTER         touches all of it, page by page in random order
 * COUNTER is a file that holds the number of rounds done. The first wrong byte ends the work
 * with status 1 and its reason in COUNTER.failed.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#define PAGE 4096u
#define PAGE_WORDS (PAGE / sizeof(uint64_t))
#define FILES 8u
#define FILE_SIZE_MAX (1024u * 1024)
#define MESSAGE_WORDS 4096u
#define PAUSE_US 20000
/* Pages of memory between two pauses. */
#define BURST 2048u

static const char *counter;

static void fail(const char *what)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s.failed", counter);
	f = fopen(path, "w");
	if (f)
		fprintf(f, "%s: %s\n", what, strerror(errno));
	exit(1);
}

static void count_round(void)
{
	static unsigned long rounds;
	static int fd = -1;

	if (fd < 0)
		fd = open(counter, O_WRONLY | O_CREAT, 0600);
	if (dprintf(fd, "%lu\n", ++rounds) < 0 || lseek(fd, 0, SEEK_SET) < 0)
		fail("counter");
	usleep(PAUSE_US);
}

static uint64_t random_word(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state * UINT64_C(0x2545f4914f6cdd1d);
}

static void fill(uint64_t *words, size_t count, uint64_t seed)
{
	for (size_t i = 0; i < count; i++)
		words[i] = random_word(&seed);
}

/* What a file holds follows from its seed. */
struct file {
	char path[256];
	uint64_t seed;
	size_t size;
};

static void write_file(struct file *file, uint64_t *buffer)
{
	int fd = open(file->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	fill(buffer, file->size / sizeof(uint64_t), file->seed);
	if (fd < 0 || write(fd, buffer, file->size) != (ssize_t)file->size || fsync(fd) ||
	    posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED) || close(fd))
		fail("writing a file");
}

static void verify_file(const struct file *file, uint64_t *buffer, uint64_t *expected)
{
	int fd = open(file->path, O_RDONLY);

	fill(expected, file->size / sizeof(uint64_t), file->seed);
	if (fd < 0 || read(fd, buffer, FILE_SIZE_MAX) != (ssize_t)file->size)
		fail("reading a file");
	if (memcmp(buffer, expected, file->size))
		fail("a file holds something else");
	close(fd);
}

static void work_on_files(const char *directory)
{
	static struct file files[FILES];
	uint64_t *buffer = malloc(FILE_SIZE_MAX), *expected = malloc(FILE_SIZE_MAX);
	uint64_t state = 1;

	for (unsigned int i = 0;; i = (i + 1) % FILES) {
		struct file *file = &files[i];

		if (file->size)
			verify_file(file, buffer, expected);
		snprintf(file->path, sizeof(file->path), "%s/file.%u", directory, i);
		file->seed = random_word(&state) | 1;
		file->size = (1 + random_word(&state) % (FILE_SIZE_MAX / PAGE)) * PAGE;
		write_file(file, buffer);
		verify_file(file, buffer, expected);
		count_round();
	}
}

static int listen_at(const struct sockaddr_in *address)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd < 0 || bind(fd, (const struct sockaddr *)address, sizeof(*address)) ||
	    listen(fd, 1))
		fail("listening");
	return fd;
}

/* The freezer may end either call early: a part is no error. */
static void transfer(int fd, void *message, size_t size,
		     ssize_t (*call)(int fd, void *part, size_t size))
{
	for (size_t done = 0; done < size;) {
		ssize_t n = call(fd, (char *)message + done, size - done);

		if (n <= 0)
			fail("the connection");
		done += (size_t)n;
	}
}

static ssize_t send_part(int fd, void *part, size_t size)
{
	return send(fd, part, size, MSG_NOSIGNAL);
}

static ssize_t receive_part(int fd, void *part, size_t size)
{
	return recv(fd, part, size, 0);
}

static void send_for_ever(const struct sockaddr_in *address)
{
	static uint64_t message[MESSAGE_WORDS];
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	uint64_t state = 1;

	if (fd < 0 || connect(fd, (const struct sockaddr *)address, sizeof(*address)))
		fail("connecting");
	for (;;) {
		for (unsigned int i = 0; i < MESSAGE_WORDS; i++)
			message[i] = random_word(&state);
		transfer(fd, message, sizeof(message), send_part);
	}
}

static void receive_for_ever(int fd)
{
	static uint64_t message[MESSAGE_WORDS];
	uint64_t state = 1;

	for (;;) {
		transfer(fd, message, sizeof(message), receive_part);
		for (unsigned int i = 0; i < MESSAGE_WORDS; i++)
			if (message[i] != random_word(&state))
				fail("something else was received");
		count_round();
	}
}

static void work_on_sockets(const char *port)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	int listening;

	address.sin_port = htons((uint16_t)atoi(port));
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	listening = listen_at(&address);
	if (fork() == 0)
		send_for_ever(&address);
	receive_for_ever(accept(listening, NULL, NULL));
}

/* Each page holds its number, how often it was touched, and words that follow from both. */
static void touch_page(uint64_t *page, uint64_t number, uint64_t touched)
{
	if (touched && (page[0] != number || page[1] != touched ||
			page[PAGE_WORDS - 1] != (number ^ touched)))
		fail("a page holds something else");
	page[0] = number;
	page[1] = touched + 1;
	page[PAGE_WORDS - 1] = number ^ (touched + 1);
}

static void work_on_memory(const char *mib)
{
	size_t pages = strtoul(mib, NULL, 10) * (1024 * 1024 / PAGE);
	uint64_t *memory = mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE,
				MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	uint32_t *touched = calloc(pages, sizeof(*touched));
	uint64_t state = 1;

	if (memory == MAP_FAILED || !touched)
		fail("memory");
	for (size_t i = 0; i < pages; i++) {
		fill(memory + i * PAGE_WORDS, PAGE_WORDS, i + 1);
		touch_page(memory + i * PAGE_WORDS, i, touched[i]++);
	}
	for (;;) {
		for (unsigned int i = 0; i < BURST; i++) {
			size_t page = random_word(&state) % pages;

			touch_page(memory + page * PAGE_WORDS, page, touched[page]++);
		}
		count_round();
	}
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return 2;
	counter = argv[3];
	if (!strcmp(argv[1], "files"))
		work_on_files(argv[2]);
	if (!strcmp(argv[1], "sockets"))
		work_on_sockets(argv[2]);
	if (!strcmp(argv[1], "memory"))
		work_on_memory(argv[2]);
	return 2;
}
