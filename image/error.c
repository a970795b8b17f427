// SPDX-License-Identifier: GPL-2.0-or-later
#include "image/error.h"

static const char *const texts[IMAGE_ERROR_COUNT] = {
	[IMAGE_OK] = "the image is complete",
	[IMAGE_ABSENT] = "there is no image",
	[IMAGE_FOREIGN] = "the image was written by another program",
	[IMAGE_MARK_DAMAGED] = "the mark in the swap header is damaged",
	[IMAGE_VERSION_UNKNOWN] = "the image has a format version unknown to this loader",
	[IMAGE_PAGE_SIZE_DIFFERS] = "the image was made with another page size",
	[IMAGE_HEADER_PLACE] = "the mark points outside the device for the image header",
	[IMAGE_HEADER_DAMAGED] = "the image header is damaged",
	[IMAGE_HEADER_STALE] = "the image header belongs to another image than the mark",
	[IMAGE_FEATURE_UNKNOWN] = "the image needs a feature unknown to this loader",
	[IMAGE_ARCHITECTURE_DIFFERS] = "the image was made on another architecture",
	[IMAGE_CODEC_UNKNOWN] = "the image is compressed with an unknown codec",
	[IMAGE_HEADER_INVALID] = "the image header contradicts itself or exceeds a limit",
	[IMAGE_AREA_MOVED] = "the swap area has moved since the image was made",
	[IMAGE_AREA_RECREATED] = "the swap area was made anew since the image was made",
	[IMAGE_DEVICE_RESIZED] = "the device has another size than when the image was made",
	[IMAGE_LIST_DAMAGED] = "a list of the image is damaged",
	[IMAGE_LIST_INVALID] = "a list of the image contradicts the image header",
	[IMAGE_GUARD_INVALID] = "the image guards bytes outside their device",
	[IMAGE_EXTENT_OUTSIDE] = "an extent lies outside the device or over the swap header",
	[IMAGE_EXTENT_OVERLAPS] = "extents overlap",
	[IMAGE_CHUNK_INVALID] = "a chunk header contradicts the image header",
	[IMAGE_CHUNK_DAMAGED] = "a chunk is damaged",
	[IMAGE_CHUNK_UNDECODABLE] = "a chunk cannot be decompressed",
};

const char *image_error_text(enum image_error error)
{
	if ((unsigned int)error >= IMAGE_ERROR_COUNT)
		return "unknown image error";
	return texts[error];
}
