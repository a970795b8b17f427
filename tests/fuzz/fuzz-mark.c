// SPDX-License-Identifier: GPL-2.0-or-later
/* Mark and receipt: an input is a repair byte and the last sector of the swap header page. */
#include <string.h>

#include "image/mark.h"
#include "kernel/swap-header.h"
#include "tests/fuzz/fuzz.h"

enum { PAGE = 4096 };

/* What was accepted says the same when it is written anew. */
static void check_mark(const struct image_mark_info *info)
{
	static uint8_t page[PAGE];
	struct image_mark_info again;

	memset(&again, 0, sizeof(again));
	image_mark_put(page, PAGE, info);
	demand(image_mark_get(page, PAGE, &again) == IMAGE_OK);
	demand(!memcmp(&again, info, sizeof(again)));
}

static void check_receipt(const struct image_receipt *receipt)
{
	static uint8_t page[PAGE];
	struct image_receipt again;

	demand(strlen(receipt->reason) < sizeof(receipt->reason));
	memset(&again, 0, sizeof(again));
	image_receipt_put(page, PAGE, receipt);
	demand(image_receipt_get(page, PAGE, &again) == IMAGE_OK);
	demand(!memcmp(&again, receipt, sizeof(again)));
}

/* A mark that was used up is none any more, and its receipt is found. */
static void check_used_up(uint8_t *page, const struct image_mark_info *info)
{
	struct image_receipt receipt = { .outcome = IMAGE_OUTCOME_REFUSED }, found;
	struct image_mark_info none;

	memcpy(receipt.nonce, info->nonce, sizeof(receipt.nonce));
	image_receipt_put(page, PAGE, &receipt);
	swap_header_set_swap(page, PAGE);
	demand(swap_header_signature(page, PAGE) == SWAP_SIGNATURE_SWAP);
	demand(image_mark_get(page, PAGE, &none) == IMAGE_FOREIGN);
	demand(image_receipt_get(page, PAGE, &found) == IMAGE_OK);
	demand(!memcmp(found.nonce, info->nonce, sizeof(found.nonce)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t page[PAGE];
	struct input input = { data, size };
	unsigned int repairs = take_repairs(&input);
	struct image_mark_info info;
	struct image_receipt receipt;

	memset(&info, 0, sizeof(info));
	memset(&receipt, 0, sizeof(receipt));
	take(&input, page + PAGE - IMAGE_MARK_FROM_END, IMAGE_MARK_FROM_END);
	if (repairs & REPAIR_MARK)
		repair_mark(page + PAGE - IMAGE_MARK_FROM_END);
	if (image_receipt_get(page, PAGE, &receipt) == IMAGE_OK)
		check_receipt(&receipt);
	if (swap_header_signature(page, PAGE) == SWAP_SIGNATURE_USER_SUSPEND &&
	    image_mark_get(page, PAGE, &info) == IMAGE_OK) {
		check_mark(&info);
		check_used_up(page, &info);
	}
	return 0;
}
