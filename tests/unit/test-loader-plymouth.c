// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "loader/log.h"
#include "loader/plymouth.h"

#define MIB ((uint64_t)1 << 20)

/* plymouthd's socket, which nothing is read from yet. */
static int listen_as_plymouthd(void)
{
	static const struct sockaddr_un address = { AF_UNIX, "\0/org/freedesktop/plymouthd" };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);

	assert_int_equal(bind(fd, (const struct sockaddr *)&address,
			      offsetof(struct sockaddr_un, sun_path) + 27), 0);
	assert_int_equal(listen(fd, 16), 0);
	return fd;
}

/* What the next client has sent before it closed. */
static void assert_sent(int daemon, const char *bytes, size_t length)
{
	char got[300];
	int client = accept(daemon, NULL, NULL);

	assert_true(client >= 0);
	assert_int_equal(recv(client, got, sizeof(got), MSG_WAITALL), length);
	assert_memory_equal(got, bytes, length);
	close(client);
}

static void a_text_is_a_request(void **state)
{
	int daemon = listen_as_plymouthd();

	(void)state;
	plymouth_show("half");
	assert_sent(daemon, "M\002\005half", 8);
	close(daemon);
}

static void a_long_text_is_cut(void **state)
{
	int daemon = listen_as_plymouthd();
	char text[301], expected[257] = "M\002\xfe";

	(void)state;
	memset(text, 'x', 300);
	text[300] = '\0';
	memset(expected + 3, 'x', 253);
	plymouth_show(text);
	assert_sent(daemon, expected, 257);
	close(daemon);
}

/* The same with how long it takes, which the test does not know. */
static void assert_shown(int daemon, const char *text)
{
	char got[300] = "";
	int client = accept(daemon, NULL, NULL);

	assert_true(client >= 0);
	assert_true(recv(client, got, sizeof(got) - 1, MSG_WAITALL) > 3);
	assert_memory_equal(got + 3, text, strlen(text));
	assert_non_null(strstr(got + 3, " MiB/s, "));
	assert_non_null(strstr(got + 3, " s left"));
	close(client);
}

/* Each tenth once, though the loader tells of every chunk. */
static void loading_is_shown_by_tenths(void **state)
{
	int daemon = listen_as_plymouthd();

	(void)state;
	log_to_kernel();
	for (uint64_t done = 5; done <= 25; done++)
		log_progress(done * MIB, 100 * MIB);
	assert_shown(daemon, "Resuming from hibernation: 10%, ");
	assert_shown(daemon, "Resuming from hibernation: 20%, ");
	assert_true(accept(daemon, NULL, NULL) < 0);
	close(daemon);
}

static void nobody_listens(void **state)
{
	(void)state;
	plymouth_show("half");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_a_request),
		cmocka_unit_test(a_long_text_is_cut),
		cmocka_unit_test(loading_is_shown_by_tenths),
		cmocka_unit_test(nobody_listens),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
