// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/memory.h"

#include <errno.h>
#include <malloc.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static void *allocate(size_t size, int sharing)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			    sharing | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

void *memory_allocate(size_t size)
{
	void *memory = allocate(size, MAP_PRIVATE);

	if (memory)
		madvise(memory, size, MADV_DONTFORK);
	return memory;
}

void *memory_allocate_shared(size_t size)
{
	return allocate(size, MAP_SHARED);
}

int memory_lock(void)
{
	const struct rlimit none = { 0, 0 };

	/* A second arena would reserve, and so lock, 64 MiB for the first thread. */
	mallopt(M_ARENA_MAX, 1);
	/* A core dump would be written to a filesystem. */
	if (setrlimit(RLIMIT_CORE, &none) < 0 || prctl(PR_SET_DUMPABLE, 0) < 0)
		return -errno;
	return mlockall(MCL_CURRENT | MCL_FUTURE) < 0 ? -errno : 0;
}
