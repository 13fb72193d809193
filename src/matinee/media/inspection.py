"""Read a master's facts with PyAV, in a process of its own: a hostile file can only hurt that.

Run by `probe.py` as `python -m matinee.media.inspection MAX_FRAMES` with the
master as stdin; prints one JSON object. Judges nothing: `probe.py` does.
"""

import json
import os
import sys
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any, cast

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

FORMATS = "mov,matroska,webm,mpegts,avi"
FIRST_FRAMES = 8
KEY_SPACING_S = 1.0


def inspect(source: Any, max_frames: int) -> dict[str, Any]:
    """Return the facts of one open binary file as JSON-able values.

    Times are integers in units of `time_base`; `frame_times` are run lengths of
    the gaps between sorted presentation times: [[gap, count], …].
    """
    container = cast(
        InputContainer,
        av.open(source, options={"format_whitelist": FORMATS, "protocol_whitelist": "fd"}),
    )
    with container:
        video = _picture_track(container)
        facts: dict[str, Any] = {
            "container": container.format.name,
            "start_s": (container.start_time or 0) / av.time_base,
            "duration_s": (container.duration or 0) / av.time_base,
            "chapters": _chapters(container),
            "audio": [_audio_facts(stream) for stream in container.streams.audio],
            "video": _video_facts(video) if video else None,
        }
        if video:
            facts["video"] |= _frame_times(container, video, max_frames)
            container.seek(0)
            facts["video"] |= _picture_facts(container, video)
    return facts


def _picture_track(container: InputContainer) -> VideoStream | None:
    """Return the largest moving picture; a cover picture is none."""
    tracks = [
        stream
        for stream in container.streams.video
        if not stream.disposition & av.stream.Disposition.attached_pic
        and stream.codec_context.width
    ]
    return max(tracks, key=lambda s: s.codec_context.width * s.codec_context.height, default=None)


def _video_facts(stream: VideoStream) -> dict[str, Any]:
    context = stream.codec_context
    return {
        "index": stream.index,
        "codec": context.name,
        "tag": context.codec_tag,
        "profile": str(context.profile or ""),
        "width": context.width,
        "height": context.height,
        "sample_aspect": _fraction(stream.sample_aspect_ratio) or "1/1",
        "pixel_format": str(context.pix_fmt or ""),
        "time_base": _fraction(stream.time_base),
        "average_rate": _fraction(stream.average_rate),
        "base_rate": _fraction(stream.base_rate),
        "bitrate_bps": int(context.bit_rate or 0),
        "language": stream.language or "und",
    }


def _audio_facts(stream: AudioStream) -> dict[str, Any]:
    context = stream.codec_context
    return {
        "index": stream.index,
        "codec": context.name,
        "tag": context.codec_tag,
        "channels": context.channels,
        "layout": context.layout.name,
        "sample_rate": context.sample_rate,
        "language": stream.language or "und",
        "title": _title(stream.metadata),
        "default": bool(stream.disposition & av.stream.Disposition.default),
    }


def _title(metadata: Mapping[str, str]) -> str:
    """Return a track's title: Matroska's word for it, then QuickTime's, then the handler's."""
    names = (metadata.get(key, "") for key in ("title", "name", "handler_name"))
    return next((name for name in names if name), "")


def _chapters(container: InputContainer) -> list[dict[str, Any]]:
    return [
        {
            "start_s": _seconds(chapter["start"], chapter["time_base"]),
            "end_s": _seconds(chapter["end"], chapter["time_base"]),
            "title": chapter["metadata"].get("title", ""),
        }
        for chapter in container.chapters()
    ]


def _seconds(ticks: int, time_base: Fraction | None) -> float:
    return float(ticks * time_base) if time_base else 0.0


def _frame_times(container: InputContainer, stream: VideoStream, max_frames: int) -> dict[str, Any]:
    """Read every packet once: presentation times, spaced key frames, bytes."""
    times: list[int] = []
    keys: list[int] = []
    size = last_duration = corrupt = 0
    spacing = int(KEY_SPACING_S / stream.time_base) if stream.time_base else 0
    for packet in container.demux(stream):
        time = packet.pts if packet.pts is not None else packet.dts
        if time is None or packet.size == 0 or packet.is_discard:
            continue
        size += packet.size
        corrupt += packet.is_corrupt
        times.append(time)
        last_duration = packet.duration or last_duration
        if packet.is_keyframe and (not keys or time - keys[-1] >= spacing):
            keys.append(time)
        if len(times) > max_frames:
            break
    times = sorted(set(times))
    return {
        "first_time": times[0] if times else 0,
        "frame_count": len(times),
        "frame_times": _run_lengths(times),
        "last_duration": last_duration,
        "key_times": keys,
        "size_bytes": size,
        "corrupt_packets": corrupt,
    }


def _run_lengths(times: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for earlier, later in pairwise(times):
        gap = later - earlier
        if runs and runs[-1][0] == gap:
            runs[-1][1] += 1
        else:
            runs.append([gap, 1])
    return runs


def _picture_facts(container: InputContainer, stream: VideoStream) -> dict[str, Any]:
    """Decode the first pictures: what only a frame tells, and whether one decodes at all."""
    frames = []
    errors = 0
    for packet in container.demux(stream):
        try:
            frames += packet.decode()
        except av.error.FFmpegError:
            errors += 1
        if len(frames) >= FIRST_FRAMES or errors > 2 * FIRST_FRAMES:
            break
    if not frames:
        return {"decodes": False}
    first = frames[0]
    return {
        "decodes": True,
        "width": first.width,
        "height": first.height,
        "pixel_format": first.format.name,
        "bit_depth": max(component.bits for component in first.format.components),
        "rotation": int(getattr(first, "rotation", 0) or 0),
        "interlaced": sum(bool(frame.interlaced_frame) for frame in frames) * 2 > len(frames),
        "color_range": int(first.color_range),
        "color_matrix": int(first.colorspace),
        "color_transfer": int(getattr(first, "color_trc", 2)),
        "color_primaries": int(getattr(first, "color_primaries", 2)),
    }


def _fraction(value: Fraction | None) -> str:
    return f"{value.numerator}/{value.denominator}" if value else ""


def main() -> None:
    """Print the facts of stdin, or {"error": …} when libav cannot open it."""
    av.logging.set_level(None)
    try:
        facts = inspect(os.fdopen(0, "rb", closefd=False), int(sys.argv[1]))
    except av.error.FFmpegError as error:
        facts = {"error": f"{type(error).__name__}: {error.strerror}"}
    json.dump(facts, sys.stdout)


if __name__ == "__main__":
    main()
