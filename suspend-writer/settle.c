// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspend-writer/settle.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <blkid.h>
#include <libmount.h>

#include "image/mark.h"
#include "kernel/block-device.h"
#include "kernel/resume-place.h"
#include "kernel/swap-area.h"
#include "kernel/swap-header.h"
#include "kernel/uuid.h"
#include "suspend-writer/log.h"
#include "suspend-writer/resume-device.h"
#include "suspend-writer/swap-page.h"

#define NOT_SEEN "the system was booted without the loader having taken the image"

static int read_area(struct swap_page *page, dev_t device, uint64_t offset, int writable)
{
	char *node = blkid_devno_to_devname(device);

	page->device = node ? block_device_open(node, writable) : -ENODEV;
	free(node);
	return page->device < 0 ? page->device : swap_page_open(page, page->device, offset);
}

static void close_area(const struct swap_page *page)
{
	if (page->device >= 0)
		close(page->device);
}

/* What lies there is an image of ours, be it damaged: only then is it ours to touch. */
static int has_mark(const struct swap_page *page, struct image_mark_info *mark)
{
	memset(mark, 0, sizeof(*mark));
	return swap_header_signature(page->data, page->size) ==
		       SWAP_SIGNATURE_USER_SUSPEND &&
	       image_mark_get(page->data, page->size, mark) != IMAGE_FOREIGN;
}

static int take_back(const struct swap_page *page, const struct image_mark_info *mark)
{
	struct image_receipt receipt = { .outcome = IMAGE_OUTCOME_FAILED,
					 .figures = mark->figures, .reason = NOT_SEEN };

	memcpy(receipt.nonce, mark->nonce, sizeof(receipt.nonce));
	return swap_page_leave_receipt(page, &receipt);
}

/* An area that cannot be read now is no reason to stop a boot: swapon will see to it. */
static int settle_area(const char *name, dev_t device, uint64_t offset)
{
	struct swap_page page;
	struct image_mark_info mark;
	int r = 0;

	if (device && read_area(&page, device, offset, 0) == 0 && has_mark(&page, &mark)) {
		close_area(&page);
		r = read_area(&page, device, offset, 1);
		if (r == 0)
			r = take_back(&page, &mark);
		if (r == 0)
			log_note("%s: the image is discarded: %s", name, NOT_SEEN);
	}
	if (device)
		close_area(&page);
	return r < 0 ? log_failure(name, r) : 0;
}

static int settle_path(const char *path)
{
	struct swap_place place;

	if (swap_area_locate(path, &place) < 0)
		return 0;
	return settle_area(path, makedev(place.major, place.minor), place.offset);
}

/* The areas that this boot is going to activate. */
static int settle_fstab(void)
{
	struct libmnt_table *table = mnt_new_table_from_file("/etc/fstab");
	struct libmnt_iter *iterator = mnt_new_iter(MNT_ITER_FORWARD);
	struct libmnt_fs *entry;
	int r = 0;

	while (table && iterator && mnt_table_next_fs(table, iterator, &entry) == 0) {
		char *path = mnt_fs_is_swaparea(entry) ?
			     mnt_resolve_spec(mnt_fs_get_source(entry), NULL) : NULL;

		if (path && settle_path(path))
			r = -1;
		free(path);
	}
	mnt_free_iter(iterator);
	mnt_unref_table(table);
	return r;
}

static void take_receipt(struct record *record, const struct image_receipt *receipt)
{
	record->figures = receipt->figures;
	switch (receipt->outcome) {
	case IMAGE_OUTCOME_REFUSED:
		return record_set(record, RECORD_REFUSED, receipt->reason);
	case IMAGE_OUTCOME_FAILED:
		return record_set(record, RECORD_FAILED, receipt->reason);
	case IMAGE_OUTCOME_ABORTED:
		return record_set(record, RECORD_ABORTED, receipt->reason);
	default:
		return record_set(record, RECORD_LOST,
				  "the machine went off while or after the image was restored");
	}
}

static void look_at_area(struct record *record, const struct swap_page *page)
{
	struct image_mark_info mark;
	struct image_receipt receipt;

	if (has_mark(page, &mark) && !memcmp(mark.nonce, record->nonce, sizeof(mark.nonce)))
		record_set(record, RECORD_FAILED, NOT_SEEN);
	else if (image_receipt_get(page->data, page->size, &receipt) == IMAGE_OK &&
		 !memcmp(receipt.nonce, record->nonce, sizeof(receipt.nonce)))
		take_receipt(record, &receipt);
	else
		record_set(record, RECORD_LOST,
			   "the machine went off before the image was complete");
}

static void find_outcome(struct record *record)
{
	dev_t device = resume_device(record->resume);
	struct swap_page page;

	if (device == 0)
		return record_set(record, RECORD_LOST, "the swap area is gone");
	if (read_area(&page, device, record->offset, 0) == 0)
		look_at_area(record, &page);
	else
		record_set(record, RECORD_LOST, "the swap area cannot be read");
	close_area(&page);
}

int settle_find_outcome(struct record *record)
{
	uint8_t boot_id[16];

	if (record->outcome != RECORD_SAVING)
		return 0;
	uuid_read(BOOT_ID_FILE, boot_id);
	if (memcmp(boot_id, record->boot_id, sizeof(boot_id)))
		find_outcome(record);
	else if (record_is_claimed())
		return 0;
	else
		record_set(record, RECORD_ABORTED, "hibernate died and could not say why");
	return 1;
}

/*
 * Another settle may run at the same time, and then has settled it. Whoever has claimed it for longer
 * hibernates, and will say himself what becomes of that.
 */
static void settle_record(struct record *record)
{
	char line[1024];

	if (record->outcome != RECORD_SAVING || record_claim() == -EWOULDBLOCK ||
	    record_read(record) < 0 || !settle_find_outcome(record))
		return;
	record_finish(record);
	record_format(record, line, sizeof(line));
	log_note("the last hibernation: %s", line);
}

void settle_tell_kernel(dev_t device, uint64_t offset)
{
	struct swap_page page;
	int r = 0;

	if (read_area(&page, device, offset, 0) == 0 &&
	    swap_header_signature(page.data, page.size) == SWAP_SIGNATURE_SWAP)
		r = resume_place_tell(major(device), minor(device), offset);
	close_area(&page);
	if (r < 0 && r != -ENOENT)
		log_note("telling the kernel where to hibernate to: %s", strerror(-r));
}

static int settle_configured(const char *name, uint64_t offset)
{
	dev_t device = name[0] ? resume_device(name) : 0;
	int r = device ? settle_area(name, device, offset) : 0;

	if (device && r == 0)
		settle_tell_kernel(device, offset);
	return r;
}

int settle(const struct options *options)
{
	struct record record;
	int r = settle_fstab(), found = record_read(&record);

	if (found < 0 && found != -ENOENT)
		log_failure(RECORD_FILE, found);
	if (settle_configured(options->resume, options->resume_offset))
		r = -1;
	if (found < 0)
		return r;
	if (settle_area(record.swap, resume_device(record.resume), record.offset))
		r = -1;
	settle_record(&record);
	return r;
}
