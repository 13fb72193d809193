"""The fragments of one CMAF track: read where they lie, and set their clocks straight.

ffmpeg lets a track with B-frames start two pictures late, or hides that in an edit
list or in negative offsets, and readers disagree on each. Here every fragment starts
its decode clock at its own first picture: no edit list, no negative offset, and every
reader sees the film begin at 0.000.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import IO

from matinee.media.boxes import Box, body_of, boxes, children, descend, pack
from matinee.media.codec_names import codec_of

TFHD_BASE_OFFSET, TFHD_DESCRIPTION = 0x1, 0x2
TFHD_DURATION, TFHD_SIZE, TFHD_FLAGS, TFHD_MOOF_BASE = 0x8, 0x10, 0x20, 0x20000
TRUN_OFFSET, TRUN_FIRST_FLAGS = 0x1, 0x4
TRUN_DURATION, TRUN_SIZE, TRUN_FLAGS, TRUN_CTS = 0x100, 0x200, 0x400, 0x800


@dataclass(frozen=True)
class Sample:
    """One coded picture or sound frame: times in ticks; `offset` is shown minus decoded time."""

    duration: int
    size: int
    flags: int
    offset: int


@dataclass(frozen=True)
class Fragment:
    """One moof + mdat. `start` and `size` in bytes; `time` and `duration` in ticks.

    `key_size` bytes from `start` hold the boxes' heads and the first sample: what an
    I-frame playlist points to.
    """

    start: int
    size: int
    time: int
    duration: int
    key_size: int
    sample_count: int


@dataclass(frozen=True)
class Track:
    """A single-track CMAF file as its playlists need it."""

    init_size: int
    timescale: int
    codec: str
    fragments: tuple[Fragment, ...]

    @property
    def duration(self) -> Fraction:
        """Length of all fragments in seconds, exactly."""
        return Fraction(sum(fragment.duration for fragment in self.fragments), self.timescale)

    @property
    def sample_count(self) -> int:
        """How many pictures or sound frames the track has."""
        return sum(fragment.sample_count for fragment in self.fragments)


def read_track(path: Path) -> Track:
    """Return the index of a CMAF file with one track. Raises ValueError for anything else."""
    with path.open("rb") as file:
        end = path.stat().st_size
        moov = next((box for box in boxes(file, 0, end) if box.kind == "moov"), None)
        if moov is None:
            raise ValueError(f"{path.name} has no moov box")
        media = descend(file, moov, "trak", "mdia")
        header = body_of(file, descend(file, media, "mdhd"))
        timescale = int(struct.unpack_from(">I", header, 20 if header[0] else 12)[0])
        codec = codec_of(file, descend(file, media, "minf", "stbl", "stsd"))
        fragments = tuple(_index(file, moof, mdat) for moof, mdat in _pairs(file, moov.end, end))
    return Track(moov.end, timescale, codec, fragments)


def settle(raw: Path, settled: Path) -> None:
    """Copy a fragmented file so that each fragment's first picture is its clock's start.

    The film's first picture gets time 0. Within a fragment, decode times keep their pace
    but never lie before its first or after their own picture's time, so that fragments
    follow each other without a gap or an overlap.
    """
    with raw.open("rb") as source, settled.open("wb") as target:
        end = raw.stat().st_size
        moov = next(box for box in boxes(source, 0, end) if box.kind == "moov")
        _copy(source, target, 0, moov.end)
        origin: int | None = None
        for moof, mdat in _pairs(source, moov.end, end):
            start, samples = _samples(source, moof)
            shown = start + min(_shown_times(samples))
            origin = shown if origin is None else origin
            number = body_of(source, children(source, moof)["mfhd"])
            target.write(_moof(number, shown - origin, _paced(samples)))
            _copy(source, target, mdat.start, mdat.size)


def _index(file: IO[bytes], moof: Box, mdat: Box) -> Fragment:
    start, samples = _samples(file, moof)
    return Fragment(
        start=moof.start,
        size=mdat.end - moof.start,
        time=start + min(_shown_times(samples)),
        duration=sum(sample.duration for sample in samples),
        key_size=mdat.body - moof.start + samples[0].size,
        sample_count=len(samples),
    )


def _pairs(file: IO[bytes], start: int, end: int) -> Iterator[tuple[Box, Box]]:
    moof = None
    for box in list(boxes(file, start, end)):
        if box.kind == "moof":
            moof = box
        elif box.kind == "mdat" and moof:
            yield moof, box
            moof = None


def _samples(file: IO[bytes], moof: Box) -> tuple[int, list[Sample]]:
    """Return the fragment's decode start in ticks and its samples."""
    traf = children(file, children(file, moof)["traf"])
    duration, size, flags = _defaults(body_of(file, traf["tfhd"]))
    tfdt = body_of(file, traf["tfdt"])
    start = struct.unpack_from(">Q" if tfdt[0] else ">I", tfdt, 4)[0]
    return start, _run(body_of(file, traf["trun"]), duration, size, flags)


def _defaults(tfhd: bytes) -> tuple[int, int, int]:
    """Return a track fragment's default sample duration, size and flags."""
    present = int.from_bytes(tfhd[1:4], "big")
    at = 8 + (8 if present & TFHD_BASE_OFFSET else 0) + (4 if present & TFHD_DESCRIPTION else 0)
    values = []
    for bit in (TFHD_DURATION, TFHD_SIZE, TFHD_FLAGS):
        values.append(struct.unpack_from(">I", tfhd, at)[0] if present & bit else 0)
        at += 4 if present & bit else 0
    return values[0], values[1], values[2]


def _run(trun: bytes, duration: int, size: int, flags: int) -> list[Sample]:
    present = int.from_bytes(trun[1:4], "big")
    (count,) = struct.unpack_from(">I", trun, 4)
    at = 8 + (4 if present & TRUN_OFFSET else 0)
    first_flags = flags
    if present & TRUN_FIRST_FLAGS:
        (first_flags,) = struct.unpack_from(">I", trun, at)
        at += 4
    defaults = {TRUN_DURATION: duration, TRUN_SIZE: size, TRUN_FLAGS: flags, TRUN_CTS: 0}
    samples = []
    for index in range(count):
        values = dict(defaults)
        if index == 0:
            values[TRUN_FLAGS] = first_flags
        for bit in defaults:
            if present & bit:
                form = ">i" if bit == TRUN_CTS and trun[0] else ">I"
                (values[bit],) = struct.unpack_from(form, trun, at)
                at += 4
        samples.append(Sample(*values.values()))
    return samples


def _shown_times(samples: list[Sample]) -> Iterator[int]:
    time = 0
    for sample in samples:
        yield time + sample.offset
        time += sample.duration


def _paced(samples: list[Sample]) -> list[Sample]:
    """Move decode times as `settle` says; the shown times and their sum stay as they are."""
    shown = list(_shown_times(samples))
    first, total = min(shown), sum(sample.duration for sample in samples)
    paced = list(accumulate((sample.duration for sample in samples[:-1]), initial=0))
    lag = max(time - (at - first) for time, at in zip(paced, shown, strict=True))
    decode = [0]
    for time in paced[1:]:
        decode.append(max(decode[-1] + 1, time - lag))
    _take_up_lag(samples, [at - first for at in shown], decode)
    ends = [*decode[1:], total]
    return [
        Sample(end - start, sample.size, sample.flags, at - first - start)
        for sample, start, end, at in zip(samples, decode, ends, shown, strict=True)
    ]


def _take_up_lag(samples: list[Sample], shown: list[int], decode: list[int]) -> None:
    """Move the last decode times as late as they may be, so that none outlasts the fragment.

    The lag then lies where a picture has no time to spare, not after the last one.
    """
    latest = shown[-1]
    for index in range(len(samples) - 1, 0, -1):
        if not decode[index] < latest <= shown[index]:
            return
        decode[index] = latest
        latest -= samples[index - 1].duration


def _moof(mfhd: bytes, time: int, samples: list[Sample]) -> bytes:
    """Build a fragment's head; the mdat follows it at once."""
    present = TRUN_OFFSET | TRUN_DURATION | TRUN_SIZE | TRUN_FLAGS | TRUN_CTS
    rows = b"".join(
        struct.pack(">IIII", sample.duration, sample.size, sample.flags, sample.offset)
        for sample in samples
    )
    tfhd = pack("tfhd", struct.pack(">II", TFHD_MOOF_BASE, 1))
    tfdt = pack("tfdt", struct.pack(">IQ", 1 << 24, time))

    def build(data_offset: int) -> bytes:
        head = struct.pack(">III", present, len(samples), data_offset)
        return pack("moof", pack("mfhd", mfhd), pack("traf", tfhd, tfdt, pack("trun", head, rows)))

    return build(len(build(0)) + 8)


def _copy(source: IO[bytes], target: IO[bytes], start: int, size: int) -> None:
    source.seek(start)
    while size > 0 and (block := source.read(min(size, 1 << 20))):
        target.write(block)
        size -= len(block)
