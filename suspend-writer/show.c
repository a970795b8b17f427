// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/show.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "image/mark.h"
#include "kernel/block-device.h"
#include "kernel/swap-header.h"
#include "suspend-writer/choice.h"
#include "suspend-writer/json.h"
#include "suspend-writer/log.h"
#include "suspend-writer/memory.h"

struct view {
	struct choice choice;
	enum image_error found; /* IMAGE_OK: info holds the image's header */
	struct image_info info;
};

static enum image_error read_header(int fd, void *page, size_t page_size, struct view *view)
{
	struct image_mark_info mark;
	struct image_place place = { .nonce = mark.nonce, .page_size = (uint32_t)page_size,
				     .swap_header_page = view->choice.place.offset };
	uint8_t swap_uuid[16];
	uint64_t bytes = 0;
	enum image_error error = image_mark_get(page, page_size, &mark);

	if (error)
		return error;
	memcpy(swap_uuid, swap_header_uuid(page), sizeof(swap_uuid));
	place.swap_uuid = swap_uuid;
	if (block_device_size(fd, &bytes) < 0 || mark.header_page >= bytes / page_size)
		return IMAGE_HEADER_PLACE;
	place.device_pages = bytes / page_size;
	if (block_device_read(fd, page, page_size, mark.header_page * page_size) < 0)
		return IMAGE_HEADER_DAMAGED;
	error = image_header_get(page, &view->info);
	return error ? error : image_header_check_place(&view->info, &place);
}

static int look(struct view *view)
{
	size_t page_size = (size_t)getpagesize();
	void *page = memory_allocate(page_size);
	int fd = block_device_open(view->choice.device, 0), r;

	if (fd < 0)
		return log_failure(view->choice.device, fd);
	if (!page) {
		log_error("no memory");
		return -1;
	}
	r = block_device_read(fd, page, page_size, view->choice.place.offset * page_size);
	if (r < 0)
		return log_failure(view->choice.device, r);
	if (swap_header_signature(page, page_size) == SWAP_SIGNATURE_NONE) {
		log_error("%s has no swap header", view->choice.area.path);
		return -1;
	}
	view->found = IMAGE_ABSENT;
	if (swap_header_signature(page, page_size) == SWAP_SIGNATURE_USER_SUSPEND)
		view->found = read_header(fd, page, page_size, view);
	close(fd);
	return 0;
}

static void format_time(uint64_t seconds, char *text, size_t size)
{
	time_t when = (time_t)seconds;
	struct tm parts;

	if (!gmtime_r(&when, &parts) ||
	    !strftime(text, size, "%Y-%m-%dT%H:%M:%SZ", &parts))
		snprintf(text, size, "at an unknown time");
}

static void print_text(const struct view *view)
{
	const struct image_info *info = &view->info;
	const struct swap_area *area = &view->choice.area;
	char when[32];

	printf("swap area:  %s on %s\n", area->path, view->choice.device);
	if (area->size)
		printf("size:       %" PRIu64 " MiB, %" PRIu64 " MiB free\n", area->size >> 20,
		       (area->size - area->used) >> 20);
	printf("parameters: resume=%s resume_offset=%" PRIu64 "\n", view->choice.resume,
	       view->choice.place.offset);
	printf("image:      %s\n", image_error_text(view->found));
	if (view->found)
		return;
	format_time(info->created_seconds, when, sizeof(when));
	printf("  made:     %s on %s by kernel %s\n", when, info->machine_name,
	       info->kernel_release);
	printf("  memory:   %" PRIu64 " MiB in %" PRIu64 " chunks\n",
	       info->image_pages * info->page_size >> 20, info->chunk_count);
	printf("  stored:   %" PRIu64 " MiB in %" PRIu64 " extents\n",
	       info->stored_bytes >> 20, info->extent_count);
}

static void print_json_image(const struct view *view)
{
	const struct image_info *info = &view->info;

	if (view->found == IMAGE_ABSENT) {
		printf("null");
		return;
	}
	printf("{");
	json_print_member("state", image_error_text(view->found));
	json_print_member("machine", info->machine_name);
	json_print_member("kernel", info->kernel_release);
	printf("\"created\":%" PRIu64 ",\"memory_bytes\":%" PRIu64 ",\"stored_bytes\":%" PRIu64
	       ",\"extents\":%" PRIu64 ",\"valid_header\":%s}", info->created_seconds,
	       info->image_pages * info->page_size, info->stored_bytes, info->extent_count,
	       view->found ? "false" : "true");
}

static void print_json(const struct view *view)
{
	const struct swap_area *area = &view->choice.area;

	printf("{");
	json_print_member("swap", area->path);
	json_print_member("device", view->choice.device);
	json_print_member("resume", view->choice.resume);
	printf("\"resume_offset\":%" PRIu64 ",\"size_bytes\":%" PRIu64 ",\"free_bytes\":%" PRIu64
	       ",\"image\":", view->choice.place.offset, area->size, area->size - area->used);
	print_json_image(view);
	printf("}\n");
}

int show(const struct options *options)
{
	struct view view = { 0 };
	int r = options->swap[0] ? choice_locate(&view.choice, options->swap) :
				   choice_make(&view.choice, "");

	if (r < 0 || look(&view))
		return -1;
	if (options->json)
		print_json(&view);
	else
		print_text(&view);
	return 0;
}
