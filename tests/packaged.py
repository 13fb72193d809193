"""Reads a packaged film as a player would: playlists by m3u8, bytes by range, pictures by PyAV."""

import dataclasses
import io
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import av
import m3u8

from matinee.media.film import Film


@dataclasses.dataclass(frozen=True)
class Package:
    """A film as it was described, and the folder it stands in."""

    film: Film
    folder: Path

    @property
    def frame_s(self) -> float:
        return float(1 / Fraction(self.film.frame_rate))

    @property
    def listed_video(self) -> "list[Listed]":
        return [read_listed(self.folder / track.playlist) for track in self.film.video]

    @property
    def listed_audio(self) -> "list[Listed]":
        return [read_listed(self.folder / track.playlist) for track in self.film.audio]


@dataclasses.dataclass(frozen=True)
class Piece:
    """One segment: where its bytes lie and how long it says it lasts."""

    file: Path
    offset: int
    size: int
    duration_s: float

    def read(self) -> bytes:
        with self.file.open("rb") as source:
            source.seek(self.offset)
            return source.read(self.size)


@dataclasses.dataclass(frozen=True)
class Listed:
    """A media or I-frame playlist: its parsed text, its initialisation bytes, its segments."""

    parsed: m3u8.M3U8
    text: str
    start: Piece
    pieces: tuple[Piece, ...]

    @property
    def duration_s(self) -> float:
        return sum(piece.duration_s for piece in self.pieces)

    @property
    def boundaries_s(self) -> list[float]:
        return list(itertools.accumulate(piece.duration_s for piece in self.pieces))

    @property
    def peak_bps(self) -> float:
        """RFC 8216, 4.1: over any run of segments of 0.5 to 1.5 target durations."""
        target = self.parsed.target_duration
        rates = []
        for first in range(len(self.pieces)):
            for last in range(first + 1, len(self.pieces) + 1):
                run = self.pieces[first:last]
                length_s = sum(piece.duration_s for piece in run)
                if 0.5 * target <= length_s <= 1.5 * target:
                    rates.append(sum(piece.size for piece in run) * 8 / length_s)
        return max(rates, default=self.average_bps)

    @property
    def average_bps(self) -> float:
        return sum(piece.size for piece in self.pieces) * 8 / self.duration_s

    @contextmanager
    def opened(self, *pieces: Piece) -> Iterator[av.container.InputContainer]:
        """Open the initialisation and the given segments (all when none) as one stream."""
        chosen = pieces or self.pieces
        data = self.start.read() + b"".join(piece.read() for piece in chosen)
        with av.open(io.BytesIO(data)) as container:
            yield container


@dataclasses.dataclass(frozen=True)
class Stream:
    """What the packets and frames of one rendition say."""

    frame_count: int
    start_s: Fraction
    end_s: Fraction
    key_times_s: tuple[float, ...]


def read_listed(playlist: Path) -> Listed:
    """Parse a playlist whose segments are byte ranges of one file beside it."""
    text = playlist.read_text(encoding="utf-8")
    parsed = m3u8.loads(text)
    first = parsed.segments[0].init_section
    start = _piece(playlist.parent / first.uri, first.byterange, 0.0)
    pieces = tuple(
        _piece(playlist.parent / segment.uri, segment.byterange, segment.duration)
        for segment in parsed.segments
    )
    return Listed(parsed, text, start, pieces)


def _piece(file: Path, byterange: str, duration_s: float) -> Piece:
    size, offset = (int(number) for number in byterange.split("@"))
    return Piece(file, offset, size, duration_s)


def read_video(listed: Listed) -> Stream:
    """Decode every frame, raising on any damage, and return the facts of presentation."""
    with listed.opened() as container:
        stream = container.streams.video[0]
        stream.codec_context.options = {"err_detect": "explode"}
        times: list[Fraction] = []
        keys: list[float] = []
        for frame in container.decode(stream):
            times.append(frame.pts * frame.time_base)
            if frame.key_frame:
                keys.append(float(times[-1]))
        # A sample's own duration paces decoding; between pictures, their times tell.
        only = frame.duration * frame.time_base
        step = max(times) / (len(times) - 1) if len(times) > 1 else only
        return Stream(len(times), min(times), max(times) + step, tuple(keys))


def read_audio(listed: Listed) -> Stream:
    """Decode every audio frame; `frame_count` counts samples."""
    with listed.opened() as container:
        stream = container.streams.audio[0]
        frames = list(container.decode(stream))
        starts = [frame.pts * frame.time_base for frame in frames]
        ends = [
            begin + Fraction(frame.samples, frame.sample_rate)
            for begin, frame in zip(starts, frames, strict=True)
        ]
        samples = sum(frame.samples for frame in frames)
        return Stream(samples, min(starts), max(ends), ())


def boxes(data: bytes) -> list[tuple[str, int, int]]:
    """Return (type, offset, size) of the outermost boxes of an MP4 file."""
    found: list[tuple[str, int, int]] = []
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        found.append((data[at + 4 : at + 8].decode("latin-1"), at, size or len(data) - at))
        at += found[-1][2]
    return found
