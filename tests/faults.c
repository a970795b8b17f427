// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Crashes a program at a chosen call, to test what is left then. In the environment
 *
 *   FAULT="CALL NUMBER before|after ACTION[,...]"
 *
 * CALL, of which the NUMBER-th of a process is meant, is one that step_of_ioctl() names, or
 *   mark     write of a swap header with an image's mark
 *   unmark   write of a swap header with the signature of plain swap
 *   write    any other write at a place of a device
 *   flush    fdatasync
 *   read     read of pages from the kernel
 *   load     write of pages to the kernel
 *   off      reboot, whatever its command
 * ACTION is the number of a signal, which the calling thread raises; or "parent": SIGKILL for
 * the parent process; or "fail": the call is not made and returns EIO; or "sleep": 3 s; or
 * "exit": the process ends, as in a call that switches off where the firmware does not.
 *
 * Built as a library for LD_PRELOAD, and with -DSTATIC as an object to be linked with
 * -Wl,--wrap=CALL.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include <linux/ioctl.h>
#include <linux/types.h>
#include <linux/reboot.h>
#include <linux/suspend_ioctls.h>

#ifdef STATIC
#define FAKE(name) __asm__("__wrap_" #name)
#define REAL(name) __asm__("__real_" #name)
int real_ioctl(int fd, unsigned int request, void *argument) REAL(ioctl);
ssize_t real_pwrite(int fd, const void *data, size_t size, off_t offset) REAL(pwrite);
ssize_t real_readv(int fd, const struct iovec *vectors, int count) REAL(readv);
ssize_t real_writev(int fd, const struct iovec *vectors, int count) REAL(writev);
int real_fdatasync(int fd) REAL(fdatasync);
int real_reboot(int command, void *argument) REAL(reboot);
#else
#include <sys/syscall.h>
#define FAKE(name) __asm__(#name)
#define real_ioctl(...) (int)syscall(SYS_ioctl, __VA_ARGS__)
#define real_pwrite(...) syscall(SYS_pwrite64, __VA_ARGS__)
#define real_readv(...) syscall(SYS_readv, __VA_ARGS__)
#define real_writev(...) syscall(SYS_writev, __VA_ARGS__)
#define real_fdatasync(fd) (int)syscall(SYS_fdatasync, fd)
#define real_reboot(command, argument) \
	(int)syscall(SYS_reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, command, argument)
#endif

int fake_ioctl(int fd, unsigned int request, void *argument) FAKE(ioctl);
ssize_t fake_pwrite(int fd, const void *data, size_t size, off_t offset) FAKE(pwrite);
ssize_t fake_readv(int fd, const struct iovec *vectors, int count) FAKE(readv);
ssize_t fake_writev(int fd, const struct iovec *vectors, int count) FAKE(writev);
int fake_fdatasync(int fd) FAKE(fdatasync);
int fake_reboot(int command, void *argument) FAKE(reboot);

#define PAGE 4096
#define SLEEP_SECONDS 3

#define FAULTS_MAX 4

struct fault {
	char call[16];
	unsigned int number;
	char moment[8];
	char action[8];
};

static void act(const char *action)
{
	if (!strcmp(action, "parent"))
		kill(getppid(), SIGKILL);
	else if (!strcmp(action, "sleep"))
		sleep(SLEEP_SECONDS);
	else if (!strcmp(action, "exit"))
		_exit(0);
	else
		raise(atoi(action));
}

/* The fault that is to happen at this call; its call is empty if there is none. */
static struct fault find_fault(const char *call)
{
	static unsigned int seen[FAULTS_MAX];
	const char *text = getenv("FAULT");
	struct fault fault, none = { .call = "" };

	for (int i = 0; text && i < FAULTS_MAX; i++) {
		if (sscanf(text, "%15s %u %7s %7[^,]", fault.call, &fault.number, fault.moment,
			   fault.action) == 4 &&
		    !strcmp(call, fault.call) &&
		    __sync_add_and_fetch(&seen[i], 1) == fault.number)
			return fault;
		text = strchr(text, ',');
		text = text ? text + 1 : NULL;
	}
	return none;
}

/* 1 if the call shall fail instead of being made. */
static int begin(struct fault *fault, const char *call)
{
	*fault = find_fault(call);
	if (!fault->call[0] || strcmp(fault->moment, "before"))
		return 0;
	if (!strcmp(fault->action, "fail")) {
		errno = EIO;
		return 1;
	}
	act(fault->action);
	return 0;
}

static void end(const struct fault *fault)
{
	int error = errno;

	if (fault->call[0] && !strcmp(fault->moment, "after"))
		act(fault->action);
	errno = error;
}

static const char *step_of_ioctl(unsigned int request)
{
	switch (request) {
	case SNAPSHOT_FREEZE:
		return "freeze";
	case SNAPSHOT_CREATE_IMAGE:
		return "snapshot";
	case SNAPSHOT_GET_IMAGE_SIZE:
		return "size";
	case SNAPSHOT_ALLOC_SWAP_PAGE:
		return "slot";
	case SNAPSHOT_ATOMIC_RESTORE:
		return "restore";
	case SNAPSHOT_POWER_OFF:
		return "off";
	default:
		return "other";
	}
}

int fake_ioctl(int fd, unsigned int request, void *argument)
{
	struct fault fault;
	int r = begin(&fault, step_of_ioctl(request)) ? -1 : real_ioctl(fd, request, argument);

	end(&fault);
	return r;
}

static const char *step_of_write(const char *data, size_t size)
{
	if (size == PAGE && !memcmp(data + PAGE - 10, "ULSUSPEND", 9))
		return "mark";
	if (size == PAGE && !memcmp(data + PAGE - 10, "SWAPSPACE2", 10))
		return "unmark";
	return "write";
}

ssize_t fake_pwrite(int fd, const void *data, size_t size, off_t offset)
{
	struct fault fault;
	ssize_t n = begin(&fault, step_of_write(data, size)) ? -1 :
							       real_pwrite(fd, data, size, offset);

	end(&fault);
	return n;
}

ssize_t fake_readv(int fd, const struct iovec *vectors, int count)
{
	struct fault fault;
	ssize_t n = begin(&fault, "read") ? -1 : real_readv(fd, vectors, count);

	end(&fault);
	return n;
}

ssize_t fake_writev(int fd, const struct iovec *vectors, int count)
{
	struct fault fault;
	ssize_t n = begin(&fault, "load") ? -1 : real_writev(fd, vectors, count);

	end(&fault);
	return n;
}

int fake_fdatasync(int fd)
{
	struct fault fault;
	int r = begin(&fault, "flush") ? -1 : real_fdatasync(fd);

	end(&fault);
	return r;
}

int fake_reboot(int command, void *argument)
{
	struct fault fault;
	int r = begin(&fault, "off") ? -1 : real_reboot(command, argument);

	end(&fault);
	return r;
}
