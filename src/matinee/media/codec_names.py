"""Name a track's codec as playlists must (RFC 6381), from the boxes of its sample entry."""

from typing import IO

from matinee.media.boxes import Box, body_of, boxes

VISUAL_ENTRY, AUDIO_ENTRY = 78, 28
"""Bytes of a sample entry before its boxes (ISO/IEC 14496-12, 12.1.3 and 12.2.3)."""
STSD_HEAD = 8


def codec_of(file: IO[bytes], stsd: Box) -> str:
    """Return the codec string of the first sample entry. Raises ValueError for others than ours."""
    entry = next(boxes(file, stsd.body + STSD_HEAD, stsd.end))
    if entry.kind == "avc1":
        config = _config(file, entry, "avcC")
        return f"avc1.{config[1:4].hex()}"
    if entry.kind == "av01":
        return _av1(_config(file, entry, "av1C"))
    if entry.kind == "mp4a":
        return "mp4a.40.2"
    raise ValueError(f"a track of kind {entry.kind} is not one of ours")


def _config(file: IO[bytes], entry: Box, kind: str) -> bytes:
    inside = boxes(file, entry.body + VISUAL_ENTRY, entry.end)
    return body_of(file, next(box for box in inside if box.kind == kind))


def _av1(config: bytes) -> str:
    """Profile, level, tier and depth (AV1 in ISOBMFF, section 5)."""
    profile, level = config[1] >> 5, config[1] & 31
    tier = "H" if config[2] & 0x80 else "M"
    depth = 8 if not config[2] & 0x40 else 12 if config[2] & 0x20 else 10
    return f"av01.{profile}.{level:02d}{tier}.{depth:02d}"
