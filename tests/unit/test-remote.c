// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/unit.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suspend-writer/remote.h"

/* Whether a process goes on in a session of its own, which a server of that name has started. */
static int started_by(const char *name)
{
	pid_t child;
	int status;

	prctl(PR_SET_NAME, name);
	child = fork();
	if (child == 0)
		_exit(remote_begin() == 0 && getsid(0) == getpid());
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* An orphan, for these tests themselves may be run over ssh. */
static int is_remote(const char *name)
{
	pid_t starter, self;
	int ends[2], answer = -1;

	assert_int_equal(pipe(ends), 0);
	starter = fork();
	if (starter == 0) {
		self = getpid();
		if (fork() > 0)
			_exit(0);
		while (getppid() == self)
			usleep(1000);
		answer = started_by(name);
		_exit(write(ends[1], &answer, sizeof(answer)) != sizeof(answer));
	}
	close(ends[1]);
	waitpid(starter, NULL, 0);
	if (read(ends[0], &answer, sizeof(answer)) != sizeof(answer))
		answer = -1;
	close(ends[0]);
	return answer;
}

static void servers_are_known_by_name(void **state)
{
	static const struct {
		const char *name;
		int remote;
	} cases[] = {
		{ "sshd", 1 }, { "sshd-session", 1 }, { "dropbear", 1 },
		{ "ssh", 0 }, { "login", 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		if (is_remote(cases[i].name) != cases[i].remote)
			fail_msg("%s", cases[i].name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(servers_are_known_by_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
