"""Tell an encrypted film from a clear one: decoders take ciphertext for damage and say nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from matinee.media.boxes import Box, boxes, descend

ENCRYPTED_ENTRIES = frozenset({"encv", "enca", "drmi", "drms"})
"""Sample entries of Common Encryption (ISO/IEC 23001-7) and of Apple's FairPlay."""

FULL_BOX_AND_COUNT = 8


def is_encrypted(path: Path, container: str) -> bool:
    """Return True when an MP4 or MOV declares an encrypted track.

    libav gives such a track the tag of what lies underneath, so only the boxes tell.
    """
    if container != "mov":
        return False
    size = path.stat().st_size
    with path.open("rb") as file:
        movies = [box for box in boxes(file, 0, size) if box.kind == "moov"]
        entries = {entry.kind for movie in movies for entry in _sample_entries(file, movie)}
    return bool(entries & ENCRYPTED_ENTRIES)


def _sample_entries(file: IO[bytes], movie: Box) -> Iterator[Box]:
    for track in boxes(file, movie.body, movie.end):
        if track.kind == "trak":
            try:
                table = descend(file, track, "mdia", "minf", "stbl", "stsd")
            except KeyError:
                continue
            yield from boxes(file, table.body + FULL_BOX_AND_COUNT, table.end)
