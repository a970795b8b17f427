/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "image/header.h"

/* A correct image: 100 pages of 4096 bytes in 4 chunks, 10 data pages in 3 extents. */
static inline struct image_info sample_info(void)
{
	return (struct image_info){
		.architecture = 62,
		.page_size = 4096,
		.codec = IMAGE_CODEC_ZSTD,
		.chunk_pages = 32,
		.power_mode = IMAGE_POWER_PLATFORM,
		.image_pages = 100,
		.restore_pages = 200,
		.chunk_count = 4,
		.stored_bytes = 9 * 4096 + 1,
		.extent_count = 3,
		.list_page_count = 1,
		.first_list_page = 700,
		.guard_count = 40,
		.first_guard_page = 800,
		.machine_uuid = { 0x77, 0x88 },
		.swap_header_page = 500,
		.device_pages = 1000,
		.created_seconds = 1700000000,
		.nonce = { 1, 2, 3, 4, 5, 6, 7, 0x88, 9, 10, 11, 12, 13, 14, 15, 16 },
		.swap_uuid = { 0x11, 0x22, 0x33, 0x44 },
		.boot_id = { 0x55, 0x66 },
		.kernel_release = "6.1.0-sample",
		.machine_name = "sample",
	};
}

#endif
