#!/usr/bin/env python3
"""Pack an image that is mostly zeros into a small file, and back.

  sparse.py pack IN OUT.sparse
  sparse.py unpack IN.sparse OUT

The format: a line "isocheck-sparse 1 <total size>", one line
"<offset> <length>" per span in ascending order, an empty line, and then the
bytes of all spans. Everything outside the spans is zero.
"""
import os
import sys

SECTOR = 2048
CHUNK = 512 * SECTOR


def spans_of(file, size):
    """Yield (offset, length) of the sectors that are not all zero, joined."""
    zeros = bytes(CHUNK)
    start = end = None
    offset = 0
    while offset < size:
        # Skip holes of the file system without reading them.
        try:
            data = os.lseek(file.fileno(), offset, os.SEEK_DATA)
        except OSError:
            break
        offset = max(offset, data - data % SECTOR)
        file.seek(offset)
        chunk = file.read(min(CHUNK, size - offset))
        if chunk != zeros[:len(chunk)]:
            for at in range(0, len(chunk), SECTOR):
                sector = chunk[at:at + SECTOR]
                if not any(sector):
                    continue
                here = offset + at
                if end == here:
                    end += len(sector)
                else:
                    if end is not None:
                        yield start, end - start
                    start, end = here, here + len(sector)
        offset += len(chunk)
    if end is not None:
        yield start, end - start


def pack(source, target):
    with open(source, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        spans = list(spans_of(file, size))
        with open(target, "wb") as out:
            out.write(b"isocheck-sparse 1 %d\n" % size)
            for span in spans:
                out.write(b"%d %d\n" % span)
            out.write(b"\n")
            for offset, length in spans:
                file.seek(offset)
                out.write(file.read(length))


def unpack(source, target):
    with open(source, "rb") as file:
        head = file.readline().split()
        if len(head) != 3 or head[:2] != [b"isocheck-sparse", b"1"]:
            sys.exit("not an isocheck-sparse file: " + source)
        spans = []
        while (line := file.readline()) != b"\n":
            if not line:
                sys.exit("the list of spans has no end: " + source)
            offset, length = map(int, line.split())
            spans.append((offset, length))
        with open(target, "wb") as out:
            out.truncate(int(head[2]))
            for offset, length in spans:
                out.seek(offset)
                data = file.read(length)
                if len(data) != length:
                    sys.exit("the file is too short: " + source)
                out.write(data)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("pack", "unpack"):
        sys.exit(__doc__)
    {"pack": pack, "unpack": unpack}[sys.argv[1]](*sys.argv[2:])
