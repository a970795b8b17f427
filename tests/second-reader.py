#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A second reader of images, written from image/FORMAT.md and not from the C code.

    second-reader.py FILE OFFSET_PAGES [--output STREAM]

FILE is a device or a copy of one. Prints "complete: ...", "no image: ..." or
"refused: ..." and exits 0, 3 or 1. Slow, and meant to be read beside the text.
"""

import argparse
import os
import struct
import subprocess
import sys
import tempfile

PAGE = 4096  # this reader's page size
MASK = (1 << 64) - 1

# The reasons of the chapter "Reading".
REASONS = {
    "absent": "there is no image",
    "foreign": "the image was written by another program",
    "mark-damaged": "the mark in the swap header is damaged",
    "version-unknown": "the image has a format version unknown to this loader",
    "page-size-differs": "the image was made with another page size",
    "header-place": "the mark points outside the device for the image header",
    "header-damaged": "the image header is damaged",
    "header-stale": "the image header belongs to another image than the mark",
    "feature-unknown": "the image needs a feature unknown to this loader",
    "codec-unknown": "the image is compressed with an unknown codec",
    "header-invalid": "the image header contradicts itself or exceeds a limit",
    "area-moved": "the swap area has moved since the image was made",
    "area-recreated": "the swap area was made anew since the image was made",
    "device-resized": "the device has another size than when the image was made",
    "list-damaged": "a list of the image is damaged",
    "list-invalid": "a list of the image contradicts the image header",
    "guard-invalid": "the image guards bytes outside their device",
    "extent-outside": "an extent lies outside the device or over the swap header",
    "extent-overlaps": "extents overlap",
    "chunk-invalid": "a chunk header contradicts the image header",
    "chunk-damaged": "a chunk is damaged",
    "chunk-undecodable": "a chunk cannot be decompressed",
}


class NoImage(Exception):
    """There is nothing here for this reader."""


class Refused(Exception):
    """The image is ours but must not be restored."""


def refuse_if(wrong, reason):
    if wrong:
        raise Refused(reason)


# XXH64, from the xxHash specification.

P1, P2, P3 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
P4, P5 = 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5


def rotate_left(value, bits):
    return (value << bits | value >> (64 - bits)) & MASK


def lane_round(lane, word):
    return rotate_left((lane + word * P2) & MASK, 31) * P1 & MASK


def xxh64(data, seed=0):
    size, position = len(data), 0
    if size >= 32:
        lanes = [seed + P1 + P2, seed + P2, seed, seed - P1]
        for words in struct.iter_unpack("<4Q", memoryview(data)[: size & ~31]):
            lanes = [lane_round(lane, word) for lane, word in zip(lanes, words)]
        position = size & ~31
        hash_ = sum(map(rotate_left, lanes, (1, 7, 12, 18))) & MASK
        for lane in lanes:
            hash_ = ((hash_ ^ lane_round(0, lane)) * P1 + P4) & MASK
    else:
        hash_ = seed + P5
    hash_ = (hash_ + size) & MASK
    while size - position >= 8:
        (word,) = struct.unpack_from("<Q", data, position)
        hash_ = (rotate_left(hash_ ^ lane_round(0, word), 27) * P1 + P4) & MASK
        position += 8
    if size - position >= 4:
        (word,) = struct.unpack_from("<I", data, position)
        hash_ = (rotate_left(hash_ ^ word * P1 & MASK, 23) * P2 + P3) & MASK
        position += 4
    for byte in data[position:]:
        hash_ = rotate_left(hash_ ^ byte * P5 & MASK, 11) * P1 & MASK
    hash_ = (hash_ ^ hash_ >> 33) * P2 & MASK
    hash_ = (hash_ ^ hash_ >> 29) * P3 & MASK
    return hash_ ^ hash_ >> 32


def u32(data, offset):
    return int.from_bytes(data[offset : offset + 4], "little")


def u64(data, offset):
    return int.from_bytes(data[offset : offset + 8], "little")


def divide_up(value, by):
    return -(-value // by)


class Device:
    def __init__(self, file):
        self.file = file
        self.pages = os.lseek(file, 0, os.SEEK_END) // PAGE

    def page(self, number):
        data = os.pread(self.file, PAGE, number * PAGE)
        if len(data) != PAGE:
            raise OSError(f"page {number} cannot be read")
        return data


def read_mark(swap_header, device):
    if swap_header[PAGE - 10 : PAGE - 1] != b"ULSUSPEND":
        raise NoImage("absent")
    mark = swap_header[PAGE - 512 : PAGE - 40]
    if mark[:8] != b"RLDMARK1" or any(swap_header[PAGE - 40 : PAGE - 20]):
        raise NoImage("foreign")
    refuse_if(u64(mark, 464) != xxh64(mark[:464]), "mark-damaged")
    refuse_if(u32(mark, 8) != 1, "version-unknown")
    refuse_if(u32(mark, 12) != PAGE, "page-size-differs")
    refuse_if(u64(mark, 32) >= device.pages, "header-place")
    return mark


EXTENT_SIZE, GUARD_SIZE = 16, 128


def chain_capacity(page_size, record_size):
    return (page_size - 64) // record_size


class Header:
    """The header's fields, once it has passed its own checks."""

    def __init__(self, data):
        refuse_if(data[:8] != b"RLDHEAD1", "header-damaged")
        refuse_if(u64(data, 4088) != xxh64(data[:4088]), "header-damaged")
        refuse_if(u32(data, 8) != 1, "version-unknown")
        refuse_if(u64(data, 16) != 0, "feature-unknown")
        self.nonce = data[32:48]
        self.page_size = u32(data, 48)
        refuse_if(u32(data, 52) != 1, "codec-unknown")
        self.chunk_pages = u32(data, 56)
        self.power_mode = u32(data, 60)
        self.image_pages = u64(data, 64)
        self.restore_pages = u64(data, 72)
        self.chunk_count = u64(data, 80)
        self.stored_bytes = u64(data, 88)
        self.extent_count = u64(data, 96)
        self.list_page_count = u64(data, 104)
        self.first_list_page = u64(data, 112)
        self.swap_header_page = u64(data, 120)
        self.device_pages = u64(data, 128)
        self.swap_uuid = data[136:152]
        self.guard_count = u64(data, 304)
        self.first_guard_page = u64(data, 312)
        refuse_if(not self.is_consistent(), "header-invalid")

    def is_consistent(self):
        size = self.page_size
        if size & (size - 1) or not 4096 <= size <= 65536:
            return False
        full_chunk = self.chunk_pages * size
        if not 0 < full_chunk <= 1048576 or self.power_mode > 2:
            return False
        if not 1 <= self.image_pages <= 1 << 36 or self.restore_pages > 1 << 36:
            return False
        if self.chunk_count != divide_up(self.image_pages, self.chunk_pages):
            return False
        largest = 32 + stored_limit(full_chunk)
        if not self.chunk_count * 33 <= self.stored_bytes <= self.chunk_count * largest:
            return False
        if not 1 <= self.extent_count <= min(524288, self.data_pages):
            return False
        capacity = chain_capacity(size, EXTENT_SIZE)
        if self.list_page_count != divide_up(self.extent_count, capacity):
            return False
        if self.guard_count > 4096 or self.first_guard_page >= self.device_pages:
            return False
        if (self.guard_count == 0) != (self.first_guard_page == 0):
            return False
        if self.first_list_page >= self.device_pages:
            return False
        if self.swap_header_page >= self.device_pages:
            return False
        return self.device_pages * size < 1 << 63

    def check_place(self, mark, swap_header, offset, device):
        refuse_if(self.nonce != mark[16:32], "header-stale")
        refuse_if(self.page_size != u32(mark, 12), "page-size-differs")
        refuse_if(self.swap_header_page != offset, "area-moved")
        refuse_if(self.swap_uuid != swap_header[1036:1052], "area-recreated")
        refuse_if(self.device_pages != device.pages, "device-resized")

    @property
    def data_pages(self):
        return divide_up(self.stored_bytes, self.page_size)

    @property
    def seed(self):
        return u64(self.nonce, 0)


def read_chain(device, header, magic, first_page, record_size, record_count):
    """All records of a chain of pages."""
    records, number = [], first_page
    capacity = chain_capacity(header.page_size, record_size)
    while len(records) < record_count:
        page = device.page(number)
        refuse_if(page[:8] != magic, "list-damaged")
        refuse_if(u64(page, 8) != xxh64(page[16:], header.seed), "list-damaged")
        count = min(capacity, record_count - len(records))
        last = len(records) + count == record_count
        index, number = len(records) // capacity, u64(page, 24)
        refuse_if(u64(page, 16) != index or u32(page, 32) != count, "list-invalid")
        refuse_if((number == 0) != last or number >= device.pages, "list-invalid")
        ends = range(64 + record_size, 64 + record_size * (count + 1), record_size)
        yield [page[end - record_size : end] for end in ends]
        records += ends


def read_list(device, header):
    """All extents as (start_page, page_count)."""
    extents = []
    place = header.first_list_page, EXTENT_SIZE, header.extent_count
    for records in read_chain(device, header, b"RLDLIST1", *place):
        for start, pages, area in map(struct.Struct("<QII").unpack, records):
            refuse_if(area != 0, "list-invalid")
            extents.append((start, pages))
    return extents


def check_guards(device, header):
    place = header.first_guard_page, GUARD_SIZE, header.guard_count
    for records in read_chain(device, header, b"RLDGARD1", *place):
        for record in records:
            sectors, size = u64(record, 0), u32(record, 52)
            refuse_if(sectors > MASK // 1024 or size == 0, "guard-invalid")
            for start, length in (u64(record, 32), size), (u64(record, 16), u32(record, 48)):
                refuse_if(length > 1 << 20, "guard-invalid")
                refuse_if(start + length > sectors * 512, "guard-invalid")


def check_extents(extents, header):
    for start, pages in extents:
        refuse_if(pages == 0 or start + pages > header.device_pages, "extent-outside")
        refuse_if(start <= header.swap_header_page < start + pages, "extent-outside")
    refuse_if(sum(pages for _, pages in extents) != header.data_pages, "list-invalid")
    free_from = 0
    for start, pages in sorted(extents):
        refuse_if(start < free_from, "extent-overlaps")
        free_from = start + pages


class Stream:
    """The first stored_bytes of the data, read from front to back."""

    def __init__(self, device, extents, header):
        self.pages = (
            device.page(start + i) for start, pages in extents for i in range(pages)
        )
        self.left = header.stored_bytes
        self.buffer = b""

    def take(self, size):
        refuse_if(size > self.left, "chunk-invalid")
        while len(self.buffer) < size:
            self.buffer += next(self.pages)
        taken, self.buffer = self.buffer[:size], self.buffer[size:]
        self.left -= size
        return taken


def stored_limit(raw_size):
    return raw_size + raw_size // 64 + 256


def decompress(payload, raw_size):
    """Never more than one byte above raw_size is taken from zstd."""
    with tempfile.TemporaryFile() as source:
        source.write(payload)
        source.seek(0)
        with subprocess.Popen(
            ["zstd", "-q", "-d", "-c"],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as zstd:
            raw = zstd.stdout.read(raw_size + 1)
            if len(raw) > raw_size:
                zstd.kill()
    refuse_if(zstd.returncode != 0 or len(raw) != raw_size, "chunk-undecodable")
    return raw


def read_chunk(stream, header, index):
    pages = min(header.chunk_pages, header.image_pages - index * header.chunk_pages)
    raw_size = pages * header.page_size
    head = stream.take(32)
    stored_size = u32(head, 4)
    refuse_if(head[:4] != b"CHNK" or any(head[12:16]), "chunk-invalid")
    refuse_if(u32(head, 8) != raw_size or u64(head, 16) != index, "chunk-invalid")
    refuse_if(not 1 <= stored_size <= stored_limit(raw_size), "chunk-invalid")
    payload = stream.take(stored_size)
    place = xxh64(head[:24], header.seed)
    refuse_if(u64(head, 24) != xxh64(payload, place), "chunk-damaged")
    return decompress(payload, raw_size)


def read_image(device, offset, output):
    if offset >= device.pages:
        raise Refused("the resume offset lies outside the device")
    swap_header = device.page(offset)
    mark = read_mark(swap_header, device)
    header = Header(device.page(u64(mark, 32)))
    header.check_place(mark, swap_header, offset, device)
    extents = read_list(device, header)
    check_extents(extents, header)
    check_guards(device, header)
    stream, digest = Stream(device, extents, header), 0
    for index in range(header.chunk_count):
        raw = read_chunk(stream, header, index)
        digest = xxh64(raw, digest)
        if output:
            output.write(raw)
    refuse_if(stream.left != 0, "chunk-invalid")
    return (
        f"{header.image_pages} pages, {header.chunk_count} chunks, "
        f"{header.extent_count} extents, digest {digest:016x}"
    )


def main():
    parser = argparse.ArgumentParser(description="verify an image from its format's text")
    parser.add_argument("file", help="a device, or a copy of a whole device")
    parser.add_argument("offset", type=int, help="page of the swap header")
    parser.add_argument("--output", help="write the snapshot stream to this file")
    arguments = parser.parse_args()
    file = os.open(arguments.file, os.O_RDONLY)
    output = open(arguments.output, "wb") if arguments.output else None
    try:
        print("complete:", read_image(Device(file), arguments.offset, output))
        return 0
    except NoImage as reason:
        print("no image:", REASONS[str(reason)])
        return 3
    except Refused as reason:
        print("refused:", REASONS.get(str(reason), reason))
        return 1
    except OSError as error:
        print("refused:", error)
        return 1
    finally:
        os.close(file)
        if output:
            output.close()


if __name__ == "__main__":
    sys.exit(main())
