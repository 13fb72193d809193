"""The sound to be cleared: which track of the file it is, and its samples in blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import av
import numpy as np
from numpy.typing import NDArray

from matinee.media import tool
from matinee.media.errors import Refused
from matinee.media.sound import DOWNMIX

RATE_HZ = 48_000
FRAME = 480
"""Samples in 10 ms: what the voice model takes at once and what the gate decides on."""
BLOCK_FRAMES = 400
"""Four seconds at a time: this, not the film's length, is what memory holds."""
CENTRE_GAIN = 0.707
"""How loud a film's own centre channel is in each ear of the stereo mix."""

# No film but a sound file is welcome too: this is a command for one's own files as well.
FORMATS = "mov,matroska,webm,mpegts,avi,wav,flac,ogg,mp3"
INPUT = ("-protocol_whitelist", "fd", "-format_whitelist", FORMATS, "-fd", "0")

FLOATS = ("-f", "f32le", "pipe:1")
NOWHERE = ("-f", "null", "-")

Samples = NDArray[np.float32]


@dataclass(frozen=True)
class SoundSource:
    """The main sound track of a file; `lead_s` is where its picture begins."""

    path: Path
    index: int
    layout: str
    channels: int
    lead_s: float
    duration_s: float

    @property
    def has_centre(self) -> bool:
        """Whether the film was mixed with a centre channel of its own."""
        return self.layout in DOWNMIX


def read_source(path: Path) -> SoundSource:
    """Find the default sound track of a film or sound file. Only for a process of its own.

    Raises Refused("unreadable") for any other file, Refused("no-sound") for a silent film.
    """
    options = {"format_whitelist": FORMATS, "protocol_whitelist": "fd"}
    try:
        with path.open("rb") as file, av.open(file, "r", options=options) as container:
            tracks = [s for s in container.streams.audio if s.codec_context.channels]
            if not tracks:
                raise Refused("no-sound", f"There is no sound in {path.name}.")
            default = av.stream.Disposition.default
            track = next((s for s in tracks if s.disposition & default), tracks[0])
            pictures = container.streams.video
            lead_s = _start_s(pictures[0], container.start_time) if pictures else 0.0
            context = track.codec_context
            length_s = (container.duration or 0) / av.time_base
            return SoundSource(
                path, track.index, context.layout.name, context.channels, lead_s, length_s
            )
    except av.error.FFmpegError as error:
        raise Refused(
            "unreadable",
            f"{path.name} is not a film or sound file that Matinee can read.",
            "Give a film (MP4, MOV, MKV, WebM) or a sound file (WAV, FLAC, Ogg, MP3).",
        ) from error


def _start_s(picture: av.VideoStream, container_start: int | None) -> float:
    if picture.start_time is None or picture.time_base is None:
        return 0.0
    return float(picture.start_time * picture.time_base) - (container_start or 0) / av.time_base


def decoding(source: SoundSource, *graph: str, to: Sequence[str] = FLOATS) -> list[str]:
    """Return the words that decode the track through more filters, to floats on stdout.

    The track is put onto the picture's clock, as `media/sound.py` does.
    """
    filters = (
        f"asetpts=PTS-({source.lead_s:.6f})/TB",
        f"aresample={RATE_HZ}:async=1:min_hard_comp=0.05:first_pts=0",
        *graph,
        "aformat=sample_fmts=flt",
    )
    return [
        tool.ffmpeg(), "-hide_banner", "-v", "info", "-nostats", "-nostdin",
        *INPUT, "-i", "fd:", "-map", f"0:{source.index}", "-vn", "-sn", "-dn",
        "-af", ",".join(filters), *to,
    ]  # fmt: skip


def to_stereo(source: SoundSource) -> str:
    """Return the filter that makes the stereo mix, the same one that viewers hear."""
    downmix = DOWNMIX.get(source.layout)
    return f"pan={downmix}" if downmix else "aformat=channel_layouts=stereo"


def blocks(stream: IO[bytes], channels: int) -> Iterator[Samples]:
    """Yield (samples, channels) arrays of BLOCK_FRAMES whole frames, the last one shorter."""
    size = BLOCK_FRAMES * FRAME * channels * 4
    while data := stream.read(size):
        yield np.frombuffer(data, np.float32).reshape(-1, channels)
