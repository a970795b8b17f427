// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/swap-activation.h"

#include <errno.h>
#include <string.h>
#include <sys/swap.h>

#include "suspend-writer/log.h"

/* One that is active already is somebody else's to deactivate. */
int swap_activation_begin(const struct options *options)
{
	const char *path = options->swap;

	if (!options->hibernate_only || !path[0])
		return 0;
	if (swapon(path, 0) == 0)
		return 1;
	if (errno == EBUSY)
		return 0;
	if (errno == EINVAL)
		log_error("%s cannot be activated: it is no plain swap; an image in it "
			  "'hibernate settle' discards", path);
	else
		log_failure(path, -errno);
	return -1;
}

void swap_activation_end(const struct options *options, int activated)
{
	if (activated > 0 && swapoff(options->swap) < 0)
		log_note("%s stays active: %s", options->swap, strerror(errno));
}
