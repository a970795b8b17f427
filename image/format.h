/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef IMAGE_FORMAT_H
#define IMAGE_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#include "image/little-endian.h"

/* The bytes of an image; FORMAT.md explains every field. */

#define IMAGE_VERSION 1u

#define IMAGE_MARK_MAGIC "RLDMARK1"
#define IMAGE_RECEIPT_MAGIC "RLDDONE1"
#define IMAGE_HEADER_MAGIC "RLDHEAD1"
#define IMAGE_LIST_MAGIC "RLDLIST1"
#define IMAGE_GUARD_MAGIC "RLDGARD1"
#define IMAGE_CHUNK_MAGIC 0x4b4e4843u /* "CHNK" */

/* The mark begins this many bytes before the end of the swap header page. */
#define IMAGE_MARK_FROM_END 512u
/* Behind the mark, where others say where their image is; zero beside our mark. */
#define IMAGE_FOREIGN_FIELDS_SIZE 20u
#define IMAGE_NONCE_SIZE 16u
#define IMAGE_HEADER_SIZE 4096u

#define IMAGE_CODEC_ZSTD 1u
#define IMAGE_INCOMPAT_KNOWN 0ull

/* Limits; they bound what a reader must allocate. */
#define IMAGE_PAGE_SIZE_MAX 65536u
#define IMAGE_CHUNK_BYTES_MAX (1024u * 1024)
#define IMAGE_EXTENTS_MAX (512u * 1024)
#define IMAGE_GUARDS_MAX 4096u
#define IMAGE_GUARD_BYTES_MAX (1024u * 1024)
#define IMAGE_PAGES_MAX (1ull << 36)

/* What hibernating and resuming took: times in milliseconds, sizes in bytes. */
struct image_figures_record {
	struct le64 begun_seconds;
	struct le64 image_bytes;
	struct le64 stored_bytes;
	struct le32 freeze_ms;
	struct le32 snapshot_ms;
	struct le32 write_ms;
	struct le32 boot_ms;
	struct le32 wait_ms;
	struct le32 check_ms;
	struct le32 load_ms;
	uint8_t reserved[12];
};

struct image_mark {
	uint8_t magic[8];
	struct le32 version;
	struct le32 page_size;
	uint8_t nonce[IMAGE_NONCE_SIZE];
	struct le64 header_page;
	struct le32 load_attempts;
	uint8_t reserved_1[4];
	struct image_figures_record figures;
	uint8_t reserved_2[352];
	struct le64 checksum;
};

/* In the place of a mark that is used up. */
struct image_receipt_record {
	uint8_t magic[8];
	struct le32 outcome;
	uint8_t reserved_1[4];
	uint8_t nonce[IMAGE_NONCE_SIZE];
	uint8_t reserved_2[16];
	struct image_figures_record figures;
	uint8_t reason[128];
	uint8_t reserved_3[224];
	struct le64 checksum;
};

struct image_header {
	uint8_t magic[8];
	struct le32 version;
	struct le32 architecture;
	struct le64 incompat_features;
	struct le64 compat_features;
	uint8_t nonce[IMAGE_NONCE_SIZE];
	struct le32 page_size;
	struct le32 codec;
	struct le32 chunk_pages;
	struct le32 power_mode;
	struct le64 image_pages;
	struct le64 restore_pages;
	struct le64 chunk_count;
	struct le64 stored_bytes;
	struct le64 extent_count;
	struct le64 list_page_count;
	struct le64 first_list_page;
	struct le64 swap_header_page;
	struct le64 device_pages;
	uint8_t swap_uuid[16];
	struct le64 created_seconds;
	uint8_t boot_id[16];
	uint8_t kernel_release[64];
	uint8_t machine_name[64];
	struct le64 guard_count;
	struct le64 first_guard_page;
	uint8_t machine_uuid[16];
	uint8_t reserved[3752];
	struct le64 checksum;
};

/* At the start of every page of a chain. */
struct image_chain_head {
	uint8_t magic[8];
	struct le64 checksum;
	struct le64 index;
	struct le64 next_page;
	struct le32 record_count;
	uint8_t reserved[28];
};

struct image_extent {
	struct le64 start_page;
	struct le32 page_count;
	struct le32 area;
};

struct image_guard_record {
	struct le64 device_sectors;
	struct le64 device_start;
	struct le64 anchor_offset;
	struct le64 anchor_checksum;
	struct le64 offset;
	struct le64 checksum;
	struct le32 anchor_size;
	struct le32 size;
	uint8_t place[64];
	uint8_t reserved[8];
};

struct image_chunk_header {
	struct le32 magic;
	struct le32 stored_size;
	struct le32 raw_size;
	uint8_t reserved[4];
	struct le64 index;
	struct le64 checksum;
};

#define IMAGE_AT(type, field, offset) \
	_Static_assert(offsetof(struct type, field) == (offset), #type "." #field)

_Static_assert(sizeof(struct image_mark) == 472, "bytes 3584 to 4055 of the page");
IMAGE_AT(image_mark, version, 8);
IMAGE_AT(image_mark, page_size, 12);
IMAGE_AT(image_mark, nonce, 16);
IMAGE_AT(image_mark, header_page, 32);
IMAGE_AT(image_mark, load_attempts, 40);
IMAGE_AT(image_mark, figures, 48);
IMAGE_AT(image_mark, checksum, 464);
_Static_assert(sizeof(struct image_figures_record) == 64, "image_figures_record");
IMAGE_AT(image_figures_record, freeze_ms, 24);
IMAGE_AT(image_figures_record, load_ms, 48);
_Static_assert(sizeof(struct image_receipt_record) == sizeof(struct image_mark), "same place");
IMAGE_AT(image_receipt_record, nonce, 16);
IMAGE_AT(image_receipt_record, figures, 48);
IMAGE_AT(image_receipt_record, reason, 112);
IMAGE_AT(image_receipt_record, checksum, 464);
_Static_assert(sizeof(struct image_header) == IMAGE_HEADER_SIZE, "image_header");
IMAGE_AT(image_header, version, 8);
IMAGE_AT(image_header, architecture, 12);
IMAGE_AT(image_header, incompat_features, 16);
IMAGE_AT(image_header, compat_features, 24);
IMAGE_AT(image_header, nonce, 32);
IMAGE_AT(image_header, page_size, 48);
IMAGE_AT(image_header, codec, 52);
IMAGE_AT(image_header, chunk_pages, 56);
IMAGE_AT(image_header, power_mode, 60);
IMAGE_AT(image_header, image_pages, 64);
IMAGE_AT(image_header, restore_pages, 72);
IMAGE_AT(image_header, chunk_count, 80);
IMAGE_AT(image_header, stored_bytes, 88);
IMAGE_AT(image_header, extent_count, 96);
IMAGE_AT(image_header, list_page_count, 104);
IMAGE_AT(image_header, first_list_page, 112);
IMAGE_AT(image_header, swap_header_page, 120);
IMAGE_AT(image_header, device_pages, 128);
IMAGE_AT(image_header, swap_uuid, 136);
IMAGE_AT(image_header, created_seconds, 152);
IMAGE_AT(image_header, boot_id, 160);
IMAGE_AT(image_header, kernel_release, 176);
IMAGE_AT(image_header, machine_name, 240);
IMAGE_AT(image_header, guard_count, 304);
IMAGE_AT(image_header, first_guard_page, 312);
IMAGE_AT(image_header, machine_uuid, 320);
IMAGE_AT(image_header, checksum, 4088);
_Static_assert(sizeof(struct image_chain_head) == 64, "image_chain_head");
IMAGE_AT(image_chain_head, checksum, 8);
IMAGE_AT(image_chain_head, index, 16);
IMAGE_AT(image_chain_head, next_page, 24);
IMAGE_AT(image_chain_head, record_count, 32);
_Static_assert(sizeof(struct image_guard_record) == 128, "image_guard_record");
IMAGE_AT(image_guard_record, offset, 32);
IMAGE_AT(image_guard_record, anchor_size, 48);
IMAGE_AT(image_guard_record, place, 56);
_Static_assert(sizeof(struct image_extent) == 16, "image_extent");
_Static_assert(sizeof(struct image_chunk_header) == 32, "image_chunk_header");
IMAGE_AT(image_chunk_header, index, 16);
IMAGE_AT(image_chunk_header, checksum, 24);

#endif
