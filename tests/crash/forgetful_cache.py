# SPDX-License-Identifier: GPL-2.0-or-later
"""A disk's volatile cache: what survives a power cut, and the record of all requests.

A write is durable if it had completed before a flush began that has completed, or if it
asked for that (FUA) and has completed. Of all others a power cut keeps any part, in
sectors of 512 bytes.
"""

import collections
import struct

SECTOR = 512

# One event of a record: kind, number of the request, offset and length in bytes.
EVENT = struct.Struct("<cQQI")
WRITE, WRITE_FUA, WRITE_DONE, FLUSH, FLUSH_DONE = b"W", b"U", b"w", b"F", b"f"


class Write:
    def __init__(self, offset, data):
        self.offset = offset
        self.data = data
        self.completed = False
        self.durable = False


class ForgetfulCache:
    """Writes in order of arrival in front of FILE, which holds what is durable."""

    def __init__(self, file):
        self.file = file
        self.writes = collections.deque()

    def read(self, offset, length):
        self.file.seek(offset)
        data = bytearray(self.file.read(length))
        for write in self.writes:
            first = max(offset, write.offset)
            end = min(offset + length, write.offset + len(write.data))
            if first < end:
                data[first - offset:end - offset] = \
                    write.data[first - write.offset:end - write.offset]
        return bytes(data)

    def begin_write(self, offset, data):
        write = Write(offset, data)
        self.writes.append(write)
        return write

    def complete_write(self, write, fua=False):
        write.completed = True
        if fua:
            self.make_durable([write])

    def begin_flush(self):
        return [write for write in self.writes if write.completed]

    def complete_flush(self, covered):
        self.make_durable(covered)

    def make_durable(self, writes):
        for write in writes:
            write.durable = True
        while self.writes and self.writes[0].durable:
            write = self.writes.popleft()
            self.store(write.offset, write.data)

    def volatile(self):
        return [write for write in self.writes if not write.durable]

    def survivors(self, random):
        """What a power cut leaves of the writes that are not in FILE yet, in order."""
        loss = random.random()
        for write in self.writes:
            if write.durable or random.random() > loss:
                yield write.offset, write.data
            elif random.random() < 0.5:
                yield from torn(write, random)

    def store(self, offset, data):
        self.file.seek(offset)
        self.file.write(data)


def torn(write, random):
    """Some runs of sectors of WRITE."""
    sectors = len(write.data) // SECTOR
    edges = sorted(random.sample(range(sectors + 1), random.randint(1, min(8, sectors))))
    for first, end in zip(edges[::2], edges[1::2] + [sectors]):
        yield piece(write, first, end)


def piece(write, first, end):
    """Sectors FIRST to END of WRITE: offset and data."""
    first, end = first * SECTOR, end * SECTOR
    return write.offset + first, write.data[first:end]


def has_sector(data, text):
    """Whether a sector of DATA begins with TEXT: compressed data may have it anywhere."""
    return any(data.startswith(text, at) for at in range(0, len(data), SECTOR))


class Recorder:
    """Writes events to a file; None records nothing."""

    def __init__(self, file):
        self.file = file

    def add(self, kind, number, offset=0, data=b""):
        if self.file:
            self.file.write(EVENT.pack(kind, number, offset, len(data)) + data)


def read_record(file):
    """The events of a record: (kind, number, offset, data)."""
    while head := file.read(EVENT.size):
        kind, number, offset, length = EVENT.unpack(head)
        yield kind, number, offset, file.read(length)


def replay(cache, events):
    """Let the events happen to CACHE; after each one of them yield it."""
    under_way = {}
    for event in events:
        kind, number, offset, data = event
        if kind in (WRITE, WRITE_FUA):
            under_way[number] = cache.begin_write(offset, data), kind == WRITE_FUA
        elif kind == WRITE_DONE:
            cache.complete_write(*under_way.pop(number))
        elif kind == FLUSH:
            under_way[number] = cache.begin_flush()
        elif kind == FLUSH_DONE:
            cache.complete_flush(under_way.pop(number))
        yield event
