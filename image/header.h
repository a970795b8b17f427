/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef IMAGE_HEADER_H
#define IMAGE_HEADER_H

#include <stddef.h>
#include <stdint.h>

#include "image/error.h"
#include "image/format.h"

/* How the machine was switched off; the loader must match the platform mode. */
enum image_power_mode {
	IMAGE_POWER_SHUTDOWN = 0,
	IMAGE_POWER_PLATFORM = 1,
	IMAGE_POWER_REBOOT = 2,
};

/* The image header in the machine's own integers; pages are of page_size bytes. */
struct image_info {
	uint32_t architecture; /* ELF machine number */
	uint32_t page_size;
	uint32_t codec;
	uint32_t chunk_pages; /* in every chunk but the last */
	uint32_t power_mode;
	uint64_t image_pages;      /* pages of the stream from /dev/snapshot */
	uint64_t restore_pages;    /* at most so many page frames are allocated on resume */
	uint64_t chunk_count;
	uint64_t stored_bytes;     /* chunk headers and payloads, without the last padding */
	uint64_t extent_count;     /* of the data */
	uint64_t list_page_count;
	uint64_t first_list_page;  /* device page */
	uint64_t guard_count;
	uint64_t first_guard_page; /* device page; 0 if there are no guards */
	uint64_t swap_header_page; /* device page; the resume offset */
	uint64_t device_pages;
	uint64_t created_seconds;  /* since the epoch */
	uint8_t nonce[IMAGE_NONCE_SIZE];
	uint8_t swap_uuid[16];
	uint8_t boot_id[16];
	uint8_t machine_uuid[16]; /* of the firmware; zero if it is not known */
	char kernel_release[65];
	char machine_name[65];
};

/* What the reader knows from elsewhere. */
struct image_place {
	const uint8_t *nonce;     /* of the mark */
	const uint8_t *swap_uuid; /* of the swap header */
	uint32_t page_size;
	uint64_t swap_header_page;
	uint64_t device_pages;
};

/* The ELF machine number that this program was compiled for. */
uint32_t image_native_architecture(void);

/* The seed of the checksums inside the image whose nonce this is. */
uint64_t image_seed(const uint8_t nonce[IMAGE_NONCE_SIZE]);

/* Fill IMAGE_HEADER_SIZE bytes. */
void image_header_put(void *page, const struct image_info *info);

/* Read and check IMAGE_HEADER_SIZE bytes by themselves. */
must_check enum image_error image_header_get(const void *page, struct image_info *info);

/* Does this header belong to that mark, area and device? */
must_check enum image_error image_header_check_place(const struct image_info *info,
						     const struct image_place *place);

/* Data pages that the extents of this image must cover. */
uint64_t image_data_pages(const struct image_info *info);

#endif
