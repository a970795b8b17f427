// SPDX-License-Identifier: GPL-2.0-or-later
/* secret-memory open|mapped FILE: hold a page of memfd_secret(2), make the file, and wait. */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int fd = (int)syscall(SYS_memfd_secret, 0);
	char *page;

	if (argc != 3 || fd < 0 || ftruncate(fd, 4096) < 0)
		return 1;
	page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (page == MAP_FAILED)
		return 1;
	*page = 1;
	if (!strcmp(argv[1], "mapped"))
		close(fd);
	close(open(argv[2], O_CREAT | O_WRONLY, 0600));
	pause();
	return 0;
}
