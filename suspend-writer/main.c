// SPDX-License-Identifier: GPL-2.0-or-later
#include <fcntl.h>
#include <unistd.h>

#include "administration/doctor.h"
#include "administration/setup.h"
#include "suspend-writer/interrupt.h"
#include "suspend-writer/last.h"
#include "suspend-writer/log.h"
#include "suspend-writer/options.h"
#include "suspend-writer/save.h"
#include "suspend-writer/settle.h"
#include "suspend-writer/show.h"

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_INTERRUPTED = 3 };

/* A device opened in place of a closed stderr would be given our messages. */
static void occupy_standard_descriptors(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

static int run(const struct options *options)
{
	switch (options->verb) {
	case VERB_SHOW:
		return show(options);
	case VERB_LAST:
		return last(options);
	case VERB_SETTLE:
		return settle(options);
	case VERB_SETUP:
		return setup(options);
	case VERB_DOCTOR:
		return doctor(options);
	default:
		return save(options);
	}
}

int main(int argc, char **argv)
{
	struct options options;
	int r;

	occupy_standard_descriptors();
	r = options_read(&options, argc, argv);

	if (r)
		return r > 0 ? EXIT_DONE : EXIT_USAGE;
	if (options.quiet)
		log_set_quiet();
	r = run(&options);
	if (r < 0)
		return interrupt_reason() ? EXIT_INTERRUPTED : EXIT_FAILED;
	return r;
}
