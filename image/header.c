// SPDX-License-Identifier: GPL-2.0-or-later
#include "image/header.h"

#include <string.h>

#include "image/checksum.h"
#include "image/chunk.h"
#include "image/extent-list.h"

#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE 62u
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE 183u
#elif defined(__riscv)
#define NATIVE_ARCHITECTURE 243u
#else
#error "add the ELF machine number of this architecture"
#endif

uint32_t image_native_architecture(void)
{
	return NATIVE_ARCHITECTURE;
}

uint64_t image_seed(const uint8_t nonce[IMAGE_NONCE_SIZE])
{
	struct le64 low;

	memcpy(&low, nonce, sizeof(low));
	return le64_get(low);
}

static uint64_t header_checksum(const struct image_header *header)
{
	return checksum(header, offsetof(struct image_header, checksum), 0);
}

void image_header_put(void *page, const struct image_info *info)
{
	struct image_header *header = page;

	memset(header, 0, sizeof(*header));
	memcpy(header->magic, IMAGE_HEADER_MAGIC, sizeof(header->magic));
	header->version = le32_make(IMAGE_VERSION);
	header->architecture = le32_make(info->architecture);
	memcpy(header->nonce, info->nonce, sizeof(header->nonce));
	header->page_size = le32_make(info->page_size);
	header->codec = le32_make(info->codec);
	header->chunk_pages = le32_make(info->chunk_pages);
	header->power_mode = le32_make(info->power_mode);
	header->image_pages = le64_make(info->image_pages);
	header->restore_pages = le64_make(info->restore_pages);
	header->chunk_count = le64_make(info->chunk_count);
	header->stored_bytes = le64_make(info->stored_bytes);
	header->extent_count = le64_make(info->extent_count);
	header->list_page_count = le64_make(info->list_page_count);
	header->first_list_page = le64_make(info->first_list_page);
	header->swap_header_page = le64_make(info->swap_header_page);
	header->device_pages = le64_make(info->device_pages);
	memcpy(header->swap_uuid, info->swap_uuid, sizeof(header->swap_uuid));
	header->created_seconds = le64_make(info->created_seconds);
	memcpy(header->boot_id, info->boot_id, sizeof(header->boot_id));
	memcpy(header->kernel_release, info->kernel_release, sizeof(header->kernel_release));
	memcpy(header->machine_name, info->machine_name, sizeof(header->machine_name));
	header->guard_count = le64_make(info->guard_count);
	header->first_guard_page = le64_make(info->first_guard_page);
	memcpy(header->machine_uuid, info->machine_uuid, sizeof(header->machine_uuid));
	header->checksum = le64_make(header_checksum(header));
}

static void decode(const struct image_header *header, struct image_info *info)
{
	memset(info, 0, sizeof(*info));
	info->architecture = le32_get(header->architecture);
	info->page_size = le32_get(header->page_size);
	info->codec = le32_get(header->codec);
	info->chunk_pages = le32_get(header->chunk_pages);
	info->power_mode = le32_get(header->power_mode);
	info->image_pages = le64_get(header->image_pages);
	info->restore_pages = le64_get(header->restore_pages);
	info->chunk_count = le64_get(header->chunk_count);
	info->stored_bytes = le64_get(header->stored_bytes);
	info->extent_count = le64_get(header->extent_count);
	info->list_page_count = le64_get(header->list_page_count);
	info->first_list_page = le64_get(header->first_list_page);
	info->swap_header_page = le64_get(header->swap_header_page);
	info->device_pages = le64_get(header->device_pages);
	info->created_seconds = le64_get(header->created_seconds);
	memcpy(info->nonce, header->nonce, sizeof(info->nonce));
	memcpy(info->swap_uuid, header->swap_uuid, sizeof(info->swap_uuid));
	memcpy(info->boot_id, header->boot_id, sizeof(info->boot_id));
	info->guard_count = le64_get(header->guard_count);
	info->first_guard_page = le64_get(header->first_guard_page);
	memcpy(info->machine_uuid, header->machine_uuid, sizeof(info->machine_uuid));
	memcpy(info->kernel_release, header->kernel_release, 64);
	memcpy(info->machine_name, header->machine_name, 64);
}

static int page_size_valid(uint32_t size)
{
	return size >= IMAGE_HEADER_SIZE && size <= IMAGE_PAGE_SIZE_MAX &&
	       (size & (size - 1)) == 0;
}

static int chunks_valid(const struct image_info *info)
{
	uint64_t chunk_bytes = (uint64_t)info->chunk_pages * info->page_size;
	uint64_t smallest = sizeof(struct image_chunk_header) + 1, largest;

	if (info->image_pages == 0 || info->image_pages > IMAGE_PAGES_MAX ||
	    info->restore_pages > IMAGE_PAGES_MAX ||
	    info->chunk_pages == 0 || chunk_bytes > IMAGE_CHUNK_BYTES_MAX)
		return 0;
	if (info->chunk_count != (info->image_pages - 1) / info->chunk_pages + 1)
		return 0;
	largest = sizeof(struct image_chunk_header) + image_chunk_bound((size_t)chunk_bytes);
	return info->stored_bytes >= info->chunk_count * smallest &&
	       info->stored_bytes <= info->chunk_count * largest;
}

static int list_valid(const struct image_info *info)
{
	struct page_chain chain = image_list_chain(info);

	return info->extent_count > 0 && info->extent_count <= IMAGE_EXTENTS_MAX &&
	       info->extent_count <= image_data_pages(info) &&
	       info->list_page_count == page_chain_pages(&chain) &&
	       info->first_list_page < info->device_pages &&
	       info->swap_header_page < info->device_pages &&
	       info->device_pages <= UINT64_MAX / info->page_size / 2;
}

static int guards_valid(const struct image_info *info)
{
	return info->guard_count <= IMAGE_GUARDS_MAX &&
	       info->first_guard_page < info->device_pages &&
	       (info->guard_count == 0) == (info->first_guard_page == 0);
}

enum image_error image_header_get(const void *page, struct image_info *info)
{
	const struct image_header *header = page;

	if (memcmp(header->magic, IMAGE_HEADER_MAGIC, sizeof(header->magic)) ||
	    le64_get(header->checksum) != header_checksum(header))
		return IMAGE_HEADER_DAMAGED;
	if (le32_get(header->version) != IMAGE_VERSION)
		return IMAGE_VERSION_UNKNOWN;
	if (le64_get(header->incompat_features) & ~IMAGE_INCOMPAT_KNOWN)
		return IMAGE_FEATURE_UNKNOWN;
	decode(header, info);
	if (info->codec != IMAGE_CODEC_ZSTD)
		return IMAGE_CODEC_UNKNOWN;
	if (!page_size_valid(info->page_size) || !chunks_valid(info) || !list_valid(info) ||
	    !guards_valid(info) || info->power_mode > IMAGE_POWER_REBOOT)
		return IMAGE_HEADER_INVALID;
	return IMAGE_OK;
}

enum image_error image_header_check_place(const struct image_info *info,
					  const struct image_place *place)
{
	if (memcmp(info->nonce, place->nonce, IMAGE_NONCE_SIZE))
		return IMAGE_HEADER_STALE;
	if (info->page_size != place->page_size)
		return IMAGE_PAGE_SIZE_DIFFERS;
	if (info->swap_header_page != place->swap_header_page)
		return IMAGE_AREA_MOVED;
	if (memcmp(info->swap_uuid, place->swap_uuid, sizeof(info->swap_uuid)))
		return IMAGE_AREA_RECREATED;
	if (info->device_pages != place->device_pages)
		return IMAGE_DEVICE_RESIZED;
	return IMAGE_OK;
}

uint64_t image_data_pages(const struct image_info *info)
{
	return (info->stored_bytes - 1) / info->page_size + 1;
}
