// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The order, and what undoes each step, follow kernel/power/user.c:
 *
 *   activate the area if it is off                deactivated at the end
 *   choose area, open and allocate everything, lock memory
 *   freeze | sync filesystems | snapshot          closing /dev/snapshot undoes all three
 *   data, flush | list and header, flush
 *   mark, flush                                   the commit; unmark undoes it
 *   power off
 */
#include "suspend-writer/save.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "image/mark.h"
#include "kernel/block-device.h"
#include "kernel/snapshot.h"
#include "kernel/swap-header.h"
#include "suspend-writer/choice.h"
#include "suspend-writer/commit.h"
#include "suspend-writer/filesystems.h"
#include "suspend-writer/image-writer.h"
#include "suspend-writer/initramfs-opinion.h"
#include "suspend-writer/interrupt.h"
#include "suspend-writer/log.h"
#include "suspend-writer/machine.h"
#include "suspend-writer/memory.h"
#include "suspend-writer/reclaim.h"
#include "suspend-writer/record.h"
#include "suspend-writer/remote.h"
#include "suspend-writer/room.h"
#include "suspend-writer/swap-activation.h"
#include "suspend-writer/swap-page.h"
#include "suspend-writer/verify.h"
#include "suspend-writer/wake.h"
#include "suspend-writer/watchdog.h"

/* A snapshot has a header, at least one page of frame numbers and one of data. */
#define SNAPSHOT_PAGES_MIN 3
#define THREADS_DEFAULT_MAX 16

struct save {
	const struct options *options;
	struct choice choice;
	struct filesystems *filesystems;
	struct output output;
	struct image_writer writer;
	struct verifier verifier;
	struct progress progress;
	size_t page_size;
	struct swap_page swap_page;
	struct commit commit;
	int device;
	int snapshot;
	struct room room;
	double seconds;           /* that writing took */
	double asleep;            /* seconds until we were started */
	int activated;            /* the area, by us */
	int overtaken;            /* by another hibernation, of which the record tells */
	struct record record;
};

static double mib(uint64_t bytes)
{
	return (double)bytes / (1024 * 1024);
}

static uint32_t ms_since(double start)
{
	return (uint32_t)((machine_seconds() - start) * 1000);
}

static int next_slot(void *context, uint64_t *offset)
{
	return snapshot_alloc_swap_page(*(int *)context, offset);
}

static int check_signature(const struct save *save)
{
	switch (swap_header_signature(save->swap_page.data, save->page_size)) {
	case SWAP_SIGNATURE_SWAP:
		return 0;
	case SWAP_SIGNATURE_USER_SUSPEND:
	case SWAP_SIGNATURE_KERNEL_SUSPEND:
		log_error("%s holds an image that was never resumed: swapoff and swapon discard "
			  "it, see SAFETY in hibernate(8)", save->choice.area.path);
		return -1;
	default:
		log_error("%s has no swap header at page %" PRIu64 " of %s",
			  save->choice.area.path, save->choice.place.offset,
			  save->choice.device);
		return -1;
	}
}

static int open_device(struct save *save)
{
	struct image_info *info = &save->writer.info;
	uint64_t bytes = 0;
	int r;

	save->device = block_device_open(save->choice.device, 1);
	if (save->device < 0)
		return log_failure(save->choice.device, save->device);
	r = block_device_size(save->device, &bytes);
	if (r == 0)
		r = swap_page_open(&save->swap_page, save->device, save->choice.place.offset);
	if (r < 0)
		return log_failure(save->choice.device, r);
	if (check_signature(save))
		return -1;
	memcpy(info->swap_uuid, swap_header_uuid(save->swap_page.data), 16);
	info->swap_header_page = save->choice.place.offset;
	info->device_pages = bytes / save->page_size;
	info->power_mode = save->options->mode;
	return 0;
}

/* The snapshot is read by one thread, which would not keep more of them busy. */
static unsigned int compressing_threads(const struct options *options)
{
	unsigned int processors = machine_processors();

	if (options->threads)
		return options->threads;
	return processors < THREADS_DEFAULT_MAX ? processors : THREADS_DEFAULT_MAX;
}

/* Of the area, as many as an image can take: it holds about half of memory at most. */
static uint64_t pages_for_image(const struct save *save)
{
	uint64_t half = machine_memory_total() / 2, area = save->choice.area.size;

	return (area < half ? area : half) / save->page_size;
}

static int allocate(struct save *save)
{
	int r = output_init(&save->output, save->device, save->page_size, pages_for_image(save),
			    next_slot, &save->snapshot);

	if (r == 0)
		r = image_writer_init(&save->writer, &save->output, save->options->level,
				      compressing_threads(save->options));
	if (r == 0 && save->options->dry_run)
		r = verifier_init(&save->verifier, save->output.max);
	if (r == 0)
		r = commit_prepare(&save->commit);
	if (r == 0)
		r = memory_lock();
	return r < 0 ? log_failure("memory for the image", r) : 0;
}

/* An image that nothing would resume is a session lost. */
static int check_next_boot(const struct save *save)
{
	const struct options *options = save->options;

	return choice_check_resume(&save->choice, options->resume, options->resume_offset) ||
	       initramfs_check(options);
}

/* Everything that needs a filesystem or an allocation. */
static int prepare(struct save *save)
{
	const struct options *options = save->options;

	save->page_size = (size_t)getpagesize();
	if (machine_check() || choice_make(&save->choice, options->swap))
		return -1;
	if (!options->dry_run && !options->force && check_next_boot(save))
		return -1;
	if (machine_describe(&save->writer.info) || open_device(save))
		return -1;
	save->filesystems = filesystems_open();
	if (!save->filesystems)
		return -1;
	save->writer.with_digest = options->dry_run;
	log_open_console();
	return allocate(save);
}

static int open_snapshot(struct save *save)
{
	save->snapshot = snapshot_open_to_save();
	save->overtaken = save->snapshot == -EBUSY;
	if (save->snapshot >= 0) {
		save->overtaken = machine_check_awake_since(save->asleep) < 0;
		return save->overtaken ? -1 : 0;
	}
	if (save->snapshot == -EPERM)
		log_error("%s: %s", SNAPSHOT_DEVICE, machine_why_forbidden());
	else if (save->snapshot == -EBUSY)
		log_error("%s is busy: another hibernation is under way", SNAPSHOT_DEVICE);
	else
		log_failure(SNAPSHOT_DEVICE, save->snapshot);
	return -1;
}

static int configure_snapshot(struct save *save)
{
	const struct options *options = save->options;
	int r;

	if (choice_tell_kernel(&save->choice, save->snapshot))
		return -1;
	r = snapshot_set_preferred_image_size(save->snapshot, options->image_size_given ?
					      options->image_size : machine_memory_total());
	if (r == 0 && options->mode == IMAGE_POWER_PLATFORM)
		r = snapshot_set_platform_support(save->snapshot, 1);
	if (r < 0)
		return log_failure("setting up " SNAPSHOT_DEVICE, r);
	save->room.area = save->choice.area.path;
	return room_check(&save->room, save->snapshot);
}

/* It is written back as a whole: nobody may have made the area anew since. */
static int check_swap_page(struct save *save)
{
	int r = swap_page_read(&save->swap_page);

	if (r < 0)
		return log_failure("reading the swap header", r);
	if (check_signature(save))
		return -1;
	if (!memcmp(swap_header_uuid(save->swap_page.data), save->writer.info.swap_uuid, 16))
		return 0;
	log_error("%s was made anew meanwhile: try again", save->choice.area.path);
	return -1;
}

/* -1 after saying what ends the save early. */
static int check_interrupt(void)
{
	return interrupt_check() < 0 ? interrupt_say() : 0;
}

/*
 * Nothing is lost in either case: say why the machine goes on. The kernel is told the swap
 * area again, now that nobody can swap off any more.
 */
static int freeze(struct save *save)
{
	int r;

	if (check_interrupt())
		return -1;
	r = snapshot_freeze(save->snapshot);
	if (r == -EBUSY && interrupt_check() < 0)
		return interrupt_say();
	if (r == -EBUSY)
		log_error("a process or a wakeup event does not let the machine be frozen: "
			  "see dmesg");
	else if (r < 0)
		log_failure("freezing the machine", r);
	if (r < 0 || choice_tell_kernel(&save->choice, save->snapshot) || check_swap_page(save))
		return -1;
	interrupt_watch_console();
	return filesystems_sync(save->filesystems) ? -1 : check_interrupt();
}

/* The loader leaves a receipt, and in it what it took to save and to load. */
static int was_restored(struct save *save)
{
	struct image_receipt receipt;

	if (image_receipt_get(save->swap_page.data, save->page_size, &receipt) != IMAGE_OK ||
	    receipt.outcome != IMAGE_OUTCOME_RESTORED ||
	    memcmp(receipt.nonce, save->writer.info.nonce, sizeof(receipt.nonce)))
		return 0;
	save->record.figures = receipt.figures;
	return 1;
}

/*
 * The restored system goes on here as well. 1 with a snapshot to be saved, 0 in the
 * restored system, -1 after saying what failed.
 */
static int take_snapshot(struct save *save)
{
	int in_suspend = 0, r = snapshot_create_image(save->snapshot, &in_suspend);

	if (r == -ENOMEM)
		return room_say_no_memory(&save->room);
	if (r < 0)
		return interrupt_check() < 0 ? interrupt_say() :
					       log_failure("taking the snapshot", r);
	if (in_suspend)
		return check_interrupt() ? -1 : 1;
	r = swap_page_read(&save->swap_page);
	if (r < 0)
		return log_failure("reading the swap header", r);
	if (was_restored(save))
		return 0;
	if (interrupt_check() < 0)
		return interrupt_say();
	log_error("a wakeup event stopped the snapshot");
	return -1;
}

static int say_no_swap(struct save *save)
{
	const struct image_info *info = &save->writer.info;
	uint64_t size = 0;

	snapshot_get_image_size(save->snapshot, &size);
	return room_say_no_swap(&save->room,
				info->chunk_count * info->chunk_pages * save->page_size,
				save->output.pages * save->page_size, size);
}

static int say_write_failed(struct save *save, int error)
{
	if (error == -ENOSPC)
		return say_no_swap(save);
	if (error == -EFBIG)
		log_error("%s is too fragmented: more than %" PRIu32 " extents",
			  save->choice.area.path, save->output.max);
	else if (error == -EINTR)
		interrupt_say();
	else
		log_failure("writing the image", error);
	return -1;
}

static int write_image(struct save *save, uint64_t *header_page)
{
	uint64_t size = 0, free_swap = 0;
	int r = snapshot_get_image_size(save->snapshot, &size);

	if (r < 0 || size < SNAPSHOT_PAGES_MIN * save->page_size) {
		log_error("the kernel made no snapshot");
		return -1;
	}
	/* To make room for the snapshot the kernel may have swapped out. */
	save->writer.ample = snapshot_get_available_swap(save->snapshot, &free_swap) == 0 &&
			     room_is_ample(free_swap, size);
	progress_begin(&save->progress, "saving");
	r = image_writer_write_data(&save->writer, save->snapshot, size / save->page_size,
				    &save->progress);
	if (r == 0 && save->writer.info.image_pages != size / save->page_size)
		r = -EIO;
	if (r == 0)
		r = block_device_flush(save->device);
	if (r == 0)
		r = interrupt_check();
	if (r == 0)
		r = image_writer_write_header(&save->writer, header_page);
	if (r == 0)
		r = block_device_flush(save->device);
	save->seconds = progress_end(&save->progress, save->writer.info.image_pages *
				     save->page_size);
	return r < 0 ? say_write_failed(save, r) : 0;
}

static int commit(struct save *save, uint64_t header_page)
{
	struct image_mark_info mark = { .header_page = header_page,
					.figures = save->record.figures };

	if (filesystems_check(save->filesystems) || check_interrupt())
		return -1;
	memcpy(mark.nonce, save->writer.info.nonce, sizeof(mark.nonce));
	save->commit.page = &save->swap_page;
	save->commit.snapshot = save->snapshot;
	save->commit.mode = save->options->mode;
	return commit_and_switch_off(&save->commit, &mark);
}

static void say_figures(const struct save *save, double verified)
{
	const struct image_info *info = &save->writer.info;
	uint64_t raw = info->image_pages * save->page_size;

	log_note("image of %.1f MiB stored in %.1f MiB (%.2f:1), %" PRIu64 " extents on %s",
		 mib(raw), mib(info->stored_bytes), (double)raw / (double)info->stored_bytes,
		 info->extent_count, save->choice.area.path);
	log_note("written in %.1f s (%.0f MiB/s of memory), read back and verified in %.1f s",
		 save->seconds, mib(raw) / save->seconds, verified);
}

static int rehearse(struct save *save, uint64_t header_page)
{
	progress_begin(&save->progress, "verifying");
	if (verify(&save->verifier, &save->writer, header_page, &save->progress) ||
	    filesystems_check(save->filesystems))
		return -1;
	say_figures(save, progress_end(&save->progress, save->writer.info.image_pages *
				       save->page_size));
	return 0;
}

static int write_and_commit(struct save *save)
{
	struct image_figures *figures = &save->record.figures;
	const struct image_info *info = &save->writer.info;
	double start = machine_seconds();
	uint64_t header_page = 0;

	if (filesystems_guard(save->filesystems))
		return -1;
	save->writer.guards = filesystems_guards(save->filesystems,
						 &save->writer.info.guard_count);
	if (write_image(save, &header_page))
		return -1;
	figures->write_ms = ms_since(start);
	figures->image_bytes = info->image_pages * save->page_size;
	figures->stored_bytes = info->stored_bytes;
	return save->options->dry_run ? rehearse(save, header_page) :
					commit(save, header_page);
}

/* Frozen. 0 restored, or rehearsed; -1 failed. */
static int save_frozen(struct save *save)
{
	double start = machine_seconds();
	int r = take_snapshot(save);

	if (r == 0)
		log_note("resumed");
	if (r <= 0)
		return r;
	save->record.figures.snapshot_ms = ms_since(start);
	return write_and_commit(save);
}

/* Before the freeze, so that it is on the disk whatever comes. */
static void begin_record(struct save *save)
{
	const struct image_info *info = &save->writer.info;
	struct record *record = &save->record;
	int r;

	snprintf(record->swap, sizeof(record->swap), "%s", save->choice.area.path);
	snprintf(record->resume, sizeof(record->resume), "%s", save->choice.resume);
	record->offset = save->choice.place.offset;
	memcpy(record->nonce, info->nonce, sizeof(record->nonce));
	memcpy(record->boot_id, info->boot_id, sizeof(record->boot_id));
	r = save->options->dry_run ? 0 : record_claim();
	if (r == 0 && !save->options->dry_run)
		r = record_write(record);
	if (r < 0)
		log_note("the outcome will not be on record: %s: %s", RECORD_FILE, strerror(-r));
}

static int end_record(struct save *save, int r)
{
	record_set(&save->record, r < 0 ? RECORD_ABORTED : RECORD_RESUMED,
		   r < 0 ? log_last_error() : "");
	if (save->options->dry_run)
		return r;
	if (!save->overtaken && record_claim() == 0)
		record_finish(&save->record);
	record_tell_system_log(&save->record);
	return r;
}

static int end(struct save *save, int r)
{
	end_record(save, r);
	swap_activation_end(save->options, save->activated);
	return r;
}

static int freeze_and_save(struct save *save)
{
	double start = machine_seconds();
	int r;

	log_note("saving to %s (%s, page %" PRIu64 ")", save->choice.area.path,
		 save->choice.resume, save->choice.place.offset);
	/* What is not written yet cannot be given up. */
	sync();
	reclaim_cold(room_to_keep(save->options));
	reclaim_any(room_most_to_keep());
	log_frozen();
	watchdog_pause();
	r = freeze(save);
	save->record.figures.freeze_ms = ms_since(start);
	return r < 0 ? r : save_frozen(save);
}

/* All that can still refuse, and then whoever waits over ssh need wait no longer. */
static int get_ready(struct save *save)
{
	if (configure_snapshot(save) || (save->options->wake && wake_set(save->options->wake)))
		return -1;
	return remote_leave();
}

int save_with_figures(const struct options *options, struct image_figures *figures)
{
	static struct save save;
	uint64_t image_size = machine_image_size();
	int r = -1;

	if (!options->dry_run && !options->foreground && remote_begin())
		return -1;
	save.options = options;
	save.device = -1;
	save.asleep = machine_seconds_asleep();
	interrupt_begin(options->time_limit);
	save.record.figures.begun_seconds = (uint64_t)time(NULL);
	save.activated = swap_activation_begin(options);
	if (save.activated < 0 || prepare(&save) || open_snapshot(&save))
		return end(&save, -1);
	begin_record(&save);
	if (get_ready(&save) == 0)
		r = freeze_and_save(&save);
	interrupt_end();
	/* Frees the image and all slots, and thaws: snapshot_release(). */
	close(save.snapshot);
	log_thawed();
	watchdog_resume();
	wake_clear();
	*figures = save.record.figures;
	machine_set_image_size(image_size);
	return end(&save, r);
}

int save(const struct options *options)
{
	struct image_figures figures;

	return save_with_figures(options, &figures);
}
