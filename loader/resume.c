// SPDX-License-Identifier: GPL-2.0-or-later
#include "loader/resume.h"

#include <unistd.h>

#include "config/device-name.h"
#include "kernel/swap-header.h"
#include "loader/array.h"
#include "loader/attempt.h"
#include "loader/device.h"
#include "loader/image-reader.h"
#include "loader/log.h"
#include "loader/policy.h"

static const char *check_and_attempt(struct image *image, const struct settings *settings,
				     enum image_error found)
{
	const char *reason = found ? image_error_text(found) : check_nothing_mounted();

	if (!reason)
		reason = array_check_complete(image);
	if (!reason)
		reason = policy_count_attempt(image, settings);
	return reason ? reason : attempt_in_child(image, settings->guards_timeout);
}

/* Nobody is left who knows of its attempt but the mark. */
static const char *give_up(struct image *image)
{
	image->attempt_counted = image->mark.load_attempts > 0;
	image->outcome = IMAGE_OUTCOME_FAILED;
	return "the loader was killed";
}

static int settle(struct image *image, const struct settings *settings, const char *path,
		  enum image_error found)
{
	const char *reason = image_open_writable(image, path);

	if (reason)
		log_error("%s", reason);
	if (settings->noresume) {
		policy_discard(image, "noresume");
		log_error("noresume: the image is discarded, the system starts afresh");
		return 1;
	}
	if (settings->action == ACTION_GIVE_UP)
		reason = give_up(image);
	if (!reason)
		reason = check_and_attempt(image, settings, found);
	policy_apply(image, settings, reason);
	return 1;
}

/* No image: the usual case. Say only what hints at a mistake. */
static int go_on(const struct image *image, const struct settings *settings, const char *path,
		 enum image_error found)
{
	enum swap_signature signature = swap_header_signature(image->swap_header,
							      image->page_size);

	close(image->fd);
	if (found == IMAGE_FOREIGN)
		log_note("%s holds an image of another program, left alone", path);
	if (signature != SWAP_SIGNATURE_NONE)
		return 0;
	log_error("%s: there is no swap header at page %llu of %s", settings_place(settings),
		  (unsigned long long)image->offset, path);
	return 1;
}

/* A hook that has waited itself lets the loader wait 0 seconds. */
static int missing(const struct settings *settings)
{
	if (settings->device_timeout > 0)
		log_error("%s: the device is not there after %u seconds",
			  settings_place(settings), settings->device_timeout);
	else
		log_error("%s: the device is not there", settings_place(settings));
	return 1;
}

int resume(const struct settings *settings)
{
	uint32_t boot_ms = ms_since_boot();
	uint64_t start = now_ns();
	struct image image;
	char path[512];
	const char *reason;
	enum image_error found;

	if (settings->misnamed)
		return 1;
	if (settings->device[0] == '\0' ||
	    device_path(settings->device, path, sizeof(path)))
		return 0;
	if (!device_wait(path, settings->device_timeout))
		return missing(settings);
	reason = image_open(&image, path, settings->offset);
	if (reason) {
		log_error("%s: no image can be looked for: %s", settings_place(settings), reason);
		return 1;
	}
	found = image_find(&image);
	image.mark.figures.boot_ms = boot_ms;
	image.mark.figures.wait_ms = ms_since(start);
	return found == IMAGE_ABSENT || found == IMAGE_FOREIGN ?
		       go_on(&image, settings, path, found) :
		       settle(&image, settings, path, found);
}
