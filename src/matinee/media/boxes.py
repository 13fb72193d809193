"""Walk and edit the boxes of ISO base media files (ISO/IEC 14496-12)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO


@dataclass(frozen=True)
class Box:
    """One box: its four-character kind and where it lies, in bytes from the file's start."""

    kind: str
    start: int
    size: int
    header: int

    @property
    def end(self) -> int:
        """First byte after the box."""
        return self.start + self.size

    @property
    def body(self) -> int:
        """First byte of the content."""
        return self.start + self.header


def boxes(file: IO[bytes], start: int, end: int) -> Iterator[Box]:
    """Yield the boxes that lie whole between two offsets; stop at the first that does not."""
    at = start
    while at + 8 <= end:
        file.seek(at)
        size, kind = struct.unpack(">I4s", file.read(8))
        header = 8
        if size == 1:
            (size,), header = struct.unpack(">Q", file.read(8)), 16
        elif size == 0:
            size = end - at
        if size < header or at + size > end:
            return
        yield Box(kind.decode("latin-1"), at, size, header)
        at += size


def children(file: IO[bytes], parent: Box, skip: int = 0) -> dict[str, Box]:
    """Return a box's children by kind, the first of each; `skip` bytes stand before them."""
    found: dict[str, Box] = {}
    for box in boxes(file, parent.body + skip, parent.end):
        found.setdefault(box.kind, box)
    return found


def descend(file: IO[bytes], parent: Box, *path: str) -> Box:
    """Return the box at a path of kinds below `parent`. Raises KeyError when it is not there."""
    for kind in path:
        parent = children(file, parent)[kind]
    return parent


def body_of(file: IO[bytes], box: Box) -> bytes:
    """Return a box's content."""
    file.seek(box.body)
    return file.read(box.size - box.header)


def pack(kind: str, *parts: bytes) -> bytes:
    """Return one box of a kind around the parts."""
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind.encode("latin-1")) + body
