"""Tell a film's container from its first bytes, before any library opens it."""

from pathlib import Path

from matinee.media.errors import Refused

HEAD_BYTES = 65_536
TS_PACKET_SIZES = (188, 192, 204)
MP4_FIRST_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
NOT_A_FILM = (
    "This file is not a film that Matinee can read.",
    "Deliver MP4, MOV, MKV, WebM, MPEG-TS or AVI.",
)


def sniff(path: Path) -> str:
    """Return "mov", "matroska", "mpegts" or "avi" by the file's own first bytes.

    The name's ending counts for nothing. Raises Refused("empty") for an empty
    file and Refused("not-a-film") for anything else.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise Refused("empty", "This file is empty.", "Deliver the film again.")
    if head[4:8] in MP4_FIRST_BOXES:
        return "mov"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return "avi"
    if _is_transport_stream(head):
        return "mpegts"
    raise Refused("not-a-film", *NOT_A_FILM)


def _is_transport_stream(head: bytes) -> bool:
    """Sync bytes 0x47 at a constant distance (ISO/IEC 13818-1), at least five of them."""
    for size in TS_PACKET_SIZES:
        first = 4 if size == 192 else 0
        marks = head[first::size]
        if len(marks) >= 5 and set(marks[: len(marks)]) == {0x47}:
            return True
    return False
