"""Tell a file that was cut off from a whole one, by what its container promises."""

import struct
from pathlib import Path

from matinee.media.boxes import boxes

UNKNOWN_EBML_SIZE = {(1 << (7 * length)) - 1 for length in range(1, 9)}
MATROSKA_SEGMENT = b"\x18\x53\x80\x67"


def is_cut_off(path: Path, container: str, size_bytes: int) -> bool:
    """Return True when the container promises more bytes than the file has.

    MPEG-TS promises nothing, so it is never said to be cut off.
    """
    if container == "mov":
        return _mp4_cut_off(path, size_bytes)
    if container == "matroska":
        return _matroska_cut_off(path, size_bytes)
    if container == "avi":
        return _avi_cut_off(path, size_bytes)
    return False


def _mp4_cut_off(path: Path, size_bytes: int) -> bool:
    """Tell whether a box runs past the end, or moov is missing (ISO/IEC 14496-12)."""
    seen = set()
    end = 0
    with path.open("rb") as file:
        for box in boxes(file, 0, size_bytes):
            seen.add(box.kind)
            end = box.end
    return "moov" not in seen or size_bytes - end >= 8


def _matroska_cut_off(path: Path, size_bytes: int) -> bool:
    """Tell whether the Segment's promised size runs past the end (RFC 8794), if it has one."""
    with path.open("rb") as file:
        head = file.read(4096)
    start = head.find(MATROSKA_SEGMENT)
    if start < 0:
        return True
    size, length = _ebml_size(head, start + 4)
    return size not in UNKNOWN_EBML_SIZE and start + 4 + length + size > size_bytes


def _ebml_size(data: bytes, at: int) -> tuple[int, int]:
    """Return (value, length in bytes) of a variable-length integer."""
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    if length > 8:
        return 0, 1
    value = int.from_bytes(data[at : at + length], "big") & ((1 << (7 * length)) - 1)
    return value, length


def _avi_cut_off(path: Path, size_bytes: int) -> bool:
    """Tell whether the first RIFF chunk's promised size runs past the end."""
    with path.open("rb") as file:
        promised = int(struct.unpack("<I", file.read(8)[4:])[0])
    return promised + 8 > size_bytes + 1
