// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/interrupt.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

#include "kernel/wakeup.h"
#include "suspend-writer/keys.h"
#include "suspend-writer/log.h"
#include "suspend-writer/machine.h"

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

/* What a bug of ours raises must still end us: closing /dev/snapshot thaws. */
static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };

static struct {
	int number;
	const char *name;
	int ignored; /* when we were started, as in a script's background */
} requests[] = { { SIGINT, "SIGINT", 0 }, { SIGTERM, "SIGTERM", 0 } };

static const char *reason;
static double deadline; /* 0: none */
static char time_limit_text[64];
static int wakeup = -1;
static unsigned int wakeup_count;

static void on_alarm(int number)
{
	(void)number;
}

static void on_fault(int number)
{
	keys_close();
	raise(number);
}

/* The kernel lets a reader wait for the end of an event; a second is enough. */
static void begin_wakeup(void)
{
	const struct itimerval second = { { 1, 0 }, { 1, 0 } }, never = { { 0, 0 }, { 0, 0 } };
	const struct sigaction action = { .sa_handler = on_alarm };
	sigset_t alarm;
	int r;

	wakeup = wakeup_open();
	if (wakeup < 0)
		return;
	sigemptyset(&alarm);
	sigaddset(&alarm, SIGALRM);
	sigprocmask(SIG_UNBLOCK, &alarm, NULL);
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &second, NULL);
	r = wakeup_get_count(wakeup, &wakeup_count);
	setitimer(ITIMER_REAL, &never, NULL);
	if (r == 0)
		return;
	if (r == -EINTR)
		log_note("a wakeup event does not end: another will not stop the save");
	close(wakeup);
	wakeup = -1;
}

void interrupt_take_signals(void)
{
	const struct sigaction action = { .sa_handler = on_fault, .sa_flags = SA_RESETHAND };
	struct sigaction before;
	sigset_t blocked;

	sigfillset(&blocked);
	for (size_t i = 0; i < ARRAY_SIZE(faults); i++) {
		sigdelset(&blocked, faults[i]);
		sigaction(faults[i], &action, NULL);
	}
	for (size_t i = 0; i < ARRAY_SIZE(requests); i++)
		requests[i].ignored = sigaction(requests[i].number, NULL, &before) == 0 &&
				      before.sa_handler == SIG_IGN;
	sigprocmask(SIG_BLOCK, &blocked, NULL);
	/* Inherited as ignored, it would hide from us what became of a child. */
	signal(SIGCHLD, SIG_DFL);
}

void interrupt_limit(const char *what, unsigned int seconds)
{
	double end = machine_seconds() + seconds;

	if (deadline > 0 && deadline < end)
		return;
	deadline = end;
	snprintf(time_limit_text, sizeof(time_limit_text), "%s of %u seconds", what, seconds);
}

void interrupt_begin(unsigned int time_limit)
{
	if (time_limit)
		interrupt_limit("the time limit", time_limit);
	begin_wakeup();
	interrupt_take_signals();
	keys_open_consoles();
	if (log_stderr_is_console())
		keys_open("/proc/self/fd/2");
}

void interrupt_watch_console(void)
{
	keys_watch();
}

static const char *pending_signal(void)
{
	sigset_t pending;

	if (sigpending(&pending) == 0)
		for (size_t i = 0; i < ARRAY_SIZE(requests); i++)
			if (sigismember(&pending, requests[i].number) > 0 &&
			    !requests[i].ignored)
				return requests[i].name;
	return NULL;
}

static int is_typed(void)
{
	static int said;
	enum keys keys = keys_look();

	if (keys == KEYS_ONCE && !said) {
		log_note("Ctrl-C once more within two seconds ends the save");
		said = 1;
	}
	return keys == KEYS_TWICE;
}

static const char *find_reason(void)
{
	const char *name = pending_signal();

	if (name)
		return name;
	if (is_typed())
		return "Ctrl-C on the console";
	if (deadline > 0 && machine_seconds() > deadline)
		return time_limit_text;
	if (wakeup >= 0 && wakeup_check(wakeup, wakeup_count) == -EINVAL)
		return "a wakeup event";
	return NULL;
}

int interrupt_check(void)
{
	if (!reason)
		reason = find_reason();
	return reason ? -EINTR : 0;
}

const char *interrupt_reason(void)
{
	return reason;
}

int interrupt_say(void)
{
	log_error("interrupted by %s: the machine goes on", reason);
	return -1;
}

void interrupt_end(void)
{
	keys_close();
	if (wakeup >= 0)
		wakeup_ignore(wakeup, wakeup_count);
}
