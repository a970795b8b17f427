/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LOADER_POLICY_H
#define LOADER_POLICY_H

#include "loader/image-reader.h"
#include "loader/settings.h"

/*
 * Count one more attempt to load, on disk: a load that crashes the machine every time
 * must come to an end. NULL, or the reason not to attempt it.
 */
const char *policy_count_attempt(struct image *image, const struct settings *settings);

/*
 * An image is there and cannot be used: discard it, restart or halt as the settings say.
 * Returns only when no mark stands any more and the boot may go on.
 */
void policy_apply(struct image *image, const struct settings *settings, const char *reason);

/* Take the mark away; halts the machine if that fails: nothing may be mounted then. */
void policy_discard(struct image *image, const char *reason);

#endif
