"""Probe a master: what is in it, and whether it can be taken. Never trusts the file."""

import dataclasses
import json
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from matinee.media import tool
from matinee.media.completeness import is_cut_off
from matinee.media.errors import Refused, ToolFailed
from matinee.media.film import Chapter
from matinee.media.limits import Limits
from matinee.media.protection import is_encrypted
from matinee.media.sniff import sniff

PQ, HLG = 16, 18
"""Transfer characteristics of HDR10 and HLG (ITU-T H.273, table 3)."""


@dataclass(frozen=True)
class VideoFacts:
    """The picture track. Sizes are coded pixels; times count in `time_base` seconds."""

    index: int
    codec: str
    width: int
    height: int
    sample_aspect: Fraction
    rotation: int
    pixel_format: str
    bit_depth: int
    interlaced: bool
    color_range: int
    color_matrix: int
    color_transfer: int
    color_primaries: int
    bitrate_bps: int
    time_base: Fraction
    first_time: int
    last_duration: int
    frame_count: int
    gaps: tuple[tuple[int, int], ...]
    """(gap, count) between successive presentation times, run-length coded."""
    key_times: tuple[int, ...]
    nominal_rate: Fraction

    @property
    def hdr(self) -> bool:
        """Whether the picture wants tone mapping for a standard screen."""
        return self.color_transfer in (PQ, HLG)


@dataclass(frozen=True)
class AudioFacts:
    """One sound track of the master."""

    index: int
    codec: str
    channels: int
    layout: str
    sample_rate: int
    language: str
    title: str
    default: bool


@dataclass(frozen=True)
class Probe:
    """An accepted master. `width` and `height` are as shown: square pixels, upright."""

    container: str
    size_bytes: int
    start_s: float
    duration_s: float
    width: int
    height: int
    video: VideoFacts
    audio: tuple[AudioFacts, ...]
    chapters: tuple[Chapter, ...]
    warnings: tuple[str, ...]

    @property
    def first_picture_s(self) -> float:
        """When the first picture is shown, from the start that ffmpeg counts seeks from."""
        return float(self.video.first_time * self.video.time_base) - self.start_s

    def as_json(self) -> dict[str, Any]:
        """Return the facts as plain JSON values, without the long lists of times."""
        facts = dataclasses.asdict(self)
        for name in ("gaps", "key_times"):
            del facts["video"][name]
        facts["video"]["hdr"] = self.video.hdr
        for name in ("sample_aspect", "time_base", "nominal_rate"):
            facts["video"][name] = str(facts["video"][name])
        return facts


def probe_master(path: Path, limits: Limits = Limits()) -> Probe:
    """Return what the master holds.

    Raises Refused with one of the codes missing, empty, too-large, not-a-film,
    truncated, encrypted, unreadable, no-video, too-long, too-wide, too-fast.
    """
    size_bytes = _size(path, limits)
    container = sniff(path)
    if is_cut_off(path, container, size_bytes):
        raise _refused_truncated()
    if is_encrypted(path, container):
        raise Refused(
            "encrypted", "This film is encrypted.", "Deliver a master without copy protection."
        )
    facts = _inspect(path, limits)
    _judge(facts, limits)
    return _assemble(facts, container, size_bytes, limits)


def _size(path: Path, limits: Limits) -> int:
    if not path.is_file():
        raise Refused("missing", f"There is no file {path.name}.", "Check the name of the master.")
    size = path.stat().st_size
    if size > limits.max_size_bytes:
        raise Refused(
            "too-large",
            f"This master has {size / 1e9:.1f} GB; "
            f"this site takes up to {limits.max_size_bytes / 1e9:.1f} GB.",
            "Deliver a smaller file or raise the limit in the site's settings.",
        )
    return size


def _inspect(path: Path, limits: Limits) -> dict[str, Any]:
    try:
        result = tool.run(
            [sys.executable, "-m", "matinee.media.inspection", str(limits.max_frames)],
            name="probe",
            stdin=path,
            limits=tool.ToolLimits(limits.probe_memory_bytes, limits.probe_cpu_s, nice=5),
        )
    except ToolFailed as error:
        raise _refused_unreadable() from error
    facts: dict[str, Any] = json.loads(result.stdout)
    return facts


def _refused_truncated() -> Refused:
    return Refused(
        "truncated", "This file stops before the film ends.", "Copy or upload the whole file again."
    )


def _refused_unreadable() -> Refused:
    return Refused(
        "unreadable",
        "The picture in this file cannot be decoded.",
        "Export the film again, as H.264 or ProRes for example.",
    )


def _judge(facts: dict[str, Any], limits: Limits) -> None:
    if "error" in facts:
        raise _refused_unreadable()
    video = facts["video"]
    if video is None:
        raise Refused(
            "no-video", "There is no picture in this file.", "Deliver a film with a picture track."
        )
    _judge_picture(video, limits)


def _judge_picture(video: dict[str, Any], limits: Limits) -> None:
    width, height = video["width"], video["height"]
    if width > limits.max_width or height > limits.max_height:
        raise Refused(
            "too-wide",
            f"The picture has {width} × {height} pixels; "
            f"this site takes up to {limits.max_width} × {limits.max_height}.",
            "Deliver a smaller picture.",
        )
    if not video["decodes"] or not video["frame_count"]:
        raise _refused_unreadable()
    if video["frame_count"] > limits.max_frames:
        raise Refused(
            "too-long",
            f"The film has more than {limits.max_frames} pictures.",
            "Deliver a shorter film or raise the limit in the site's settings.",
        )


def _assemble(facts: dict[str, Any], container: str, size_bytes: int, limits: Limits) -> Probe:
    video = _video(facts["video"])
    span = sum(gap * count for gap, count in video.gaps) * video.time_base
    duration_s = float(span + _last_frame_s(video))
    if duration_s > limits.max_duration_s:
        raise Refused(
            "too-long",
            f"The film runs {duration_s / 60:.0f} min; "
            f"this site takes up to {limits.max_duration_s / 60:.0f} min.",
            "Deliver a shorter film or raise the limit in the site's settings.",
        )
    if container != "mpegts" and facts["duration_s"] > max(1.0, duration_s) * 1.5 + 10:
        raise _refused_truncated()
    rate = video.frame_count / duration_s if duration_s else 0
    if rate > limits.max_frame_rate:
        raise Refused(
            "too-fast",
            f"The film has {rate:.0f} pictures a second; "
            f"this site takes up to {limits.max_frame_rate:.0f}.",
            "Deliver it at 60 or fewer.",
        )
    width, height = _shown_size(video)
    return Probe(
        container=container,
        size_bytes=size_bytes,
        start_s=facts["start_s"],
        duration_s=duration_s,
        width=width,
        height=height,
        video=video,
        audio=tuple(_audio(track) for track in facts["audio"] if track["channels"]),
        chapters=tuple(Chapter(**chapter) for chapter in facts["chapters"]),
        warnings=_warnings(facts),
    )


def _video(facts: dict[str, Any]) -> VideoFacts:
    names = {field.name for field in dataclasses.fields(VideoFacts)}
    values = {name: value for name, value in facts.items() if name in names}
    rate = facts["base_rate"] or facts["average_rate"] or "25/1"
    aspect = Fraction(facts["sample_aspect"])
    bitrate = facts["bitrate_bps"]
    values |= {
        "sample_aspect": aspect if Fraction(1, 8) <= aspect <= 8 else Fraction(1),
        "time_base": Fraction(facts["time_base"]),
        "gaps": tuple((gap, count) for gap, count in facts["frame_times"]),
        "key_times": tuple(facts["key_times"]),
        "nominal_rate": Fraction(rate),
    }
    video = VideoFacts(**values)
    span_s = float(sum(gap * count for gap, count in video.gaps) * video.time_base)
    measured = int(facts["size_bytes"] * 8 / span_s) if span_s > 1 else bitrate
    return dataclasses.replace(video, bitrate_bps=measured or bitrate)


def _audio(facts: dict[str, Any]) -> AudioFacts:
    return AudioFacts(**{key: value for key, value in facts.items() if key != "tag"})


def _last_frame_s(video: VideoFacts) -> Fraction:
    """Return the last picture's time on screen: its own duration, else the commonest gap."""
    if video.gaps:
        common = max(video.gaps, key=lambda run: run[1])[0]
        last = video.last_duration
        return (last if 0 < last < 10 * common else common) * video.time_base
    return 1 / video.nominal_rate if video.nominal_rate else Fraction(1, 25)


def _shown_size(video: VideoFacts) -> tuple[int, int]:
    """Return the size in square pixels, upright; no row or column is given up."""
    width, height = Fraction(video.width), Fraction(video.height)
    if video.sample_aspect >= 1:
        width *= video.sample_aspect
    else:
        height /= video.sample_aspect
    if video.rotation % 180:
        width, height = height, width
    return round(width), round(height)


def _warnings(facts: dict[str, Any]) -> tuple[str, ...]:
    corrupt = facts["video"]["corrupt_packets"]
    if corrupt:
        return (f"The master has {corrupt} damaged packets; look at the result with care.",)
    return ()
