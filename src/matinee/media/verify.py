"""Verify a packaged film: counted, timed, decoded, and held against its master."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

from matinee.media import tool
from matinee.media.errors import MatineeError, ToolFailed
from matinee.media.film import AudioTrack, Film, VideoTrack
from matinee.media.fragments import Track, read_track
from matinee.media.likeness import check_pictures, check_sound
from matinee.media.plan import Plan

AAC_FRAME = Fraction(1024, 48_000)


class Unverified(MatineeError):
    """A packaged film is not what its master promises; it must not be published."""

    def __init__(self, what: str) -> None:
        super().__init__(
            "not-verified",
            f"The encoded film failed its check: {what}.",
            "It was not published. Try again; if it fails again, export the master anew.",
        )
        self.what = what


def verify_film(
    film: Film,
    folder: Path,
    master: Path,
    plan: Plan,
    on_step: Callable[[float], None] = lambda fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Hold every rendition against the plan and the master.

    Checks picture counts, lengths, starts at 0.000, gapless clocks, key frames aligned
    across renditions, that every rendition and the progressive file decode without an
    error to exactly their pictures, and that sampled pictures and sound are the master's
    at the same times.

    Raises Unverified with what is wrong.
    """
    described: tuple[VideoTrack | AudioTrack, ...] = (*film.video, *film.audio)
    tracks = {track.name: _read(folder / track.file) for track in described}
    for video in film.video:
        _check_video(video.name, tracks[video.name], plan)
    _check_alignment({video.name: tracks[video.name] for video in film.video})
    for audio in film.audio:
        _check_audio(audio.name, tracks[audio.name], plan.grid.duration)
    _decode_all(film, folder, plan, on_step, cancelled)
    smallest = folder / f"{plan.ladder.smallest.name}.mp4"
    _raise_on(check_pictures(smallest, master, plan))
    for facts, audio in zip(plan.probe.audio, film.audio, strict=True):
        _raise_on(check_sound(folder / audio.file, master, plan, facts))


def verify_sound(
    file: Path,
    duration: Fraction,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    idle: bool = False,
) -> Track:
    """Hold a sound that is added to a finished film against its picture; return its index.

    Checks that it starts at 0.000, has no hole, is as long as the picture (`duration`, seconds)
    to a sound frame, and decodes without an error. `idle` leaves the cores to others.

    Raises MatineeError with what is wrong.
    """
    try:
        track = _read(file)
        _check_audio(file.name, track, duration)
        _decode(file, 0, cancelled, idle=idle)
    except Unverified as error:
        raise MatineeError(
            "not-verified",
            f"The new sound failed its check: {error.what}.",
            "The film stays as it was. Try again.",
        ) from error
    return track


def _raise_on(what: str) -> None:
    if what:
        raise Unverified(what)


def _read(path: Path) -> Track:
    try:
        return read_track(path)
    except (ValueError, KeyError, StopIteration, OSError) as error:
        raise Unverified(f"{path.name} cannot be read") from error


def _check_video(name: str, track: Track, plan: Plan) -> None:
    if track.sample_count != plan.grid.frame_count:
        raise Unverified(
            f"{name} has {track.sample_count} pictures, the master {plan.grid.frame_count}"
        )
    if track.duration != plan.grid.duration:
        raise Unverified(
            f"{name} runs {float(track.duration):.3f} s, the master {plan.grid.duration_s:.3f} s"
        )
    _check_clock(name, track)


def _check_audio(name: str, track: Track, duration: Fraction) -> None:
    if abs(track.duration - duration) > AAC_FRAME:
        raise Unverified(
            f"{name} runs {float(track.duration):.3f} s, the picture {float(duration):.3f} s"
        )
    _check_clock(name, track)


def _check_clock(name: str, track: Track) -> None:
    """Require that the first fragment starts at 0 and each where the last ended."""
    expected = 0
    for fragment in track.fragments:
        if fragment.time != expected:
            at = float(Fraction(expected, track.timescale))
            raise Unverified(f"{name} has a hole or an overlap at {at:.3f} s")
        expected += fragment.duration


def _check_alignment(tracks: dict[str, Track]) -> None:
    starts = {
        name: [Fraction(fragment.time, track.timescale) for fragment in track.fragments]
        for name, track in tracks.items()
    }
    first_name, first = next(iter(starts.items()))
    for name, times in starts.items():
        if times != first:
            raise Unverified(f"the key frames of {name} and {first_name} are not aligned")


def _decode_all(
    film: Film,
    folder: Path,
    plan: Plan,
    on_step: Callable[[float], None],
    cancelled: Callable[[], bool],
) -> None:
    """Decode every file whole, as many at once as there are cores."""
    files = [(track.file, plan.grid.frame_count) for track in film.video]
    files += [(track.file, 0) for track in film.audio]
    files.append((film.progressive.file, plan.grid.frame_count))
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        checks = [pool.submit(_decode, folder / file, count, cancelled) for file, count in files]
        for number, check in enumerate(checks, 1):
            check.result()
            on_step(number / len(checks))


def _decode(
    path: Path,
    frame_count: int,
    cancelled: Callable[[], bool],
    *,
    idle: bool = False,
) -> None:
    """Decode one file to nothing; any word of the decoder is a failure."""
    shown = [0]

    def count(line: str) -> None:
        if line.startswith("frame="):
            shown[0] = int(line[6:])

    command = [
        tool.ffmpeg(), "-v", "error", "-nostdin", "-xerror", "-threads", "1", "-i", str(path),
        "-fps_mode", "passthrough", "-progress", "pipe:1", "-f", "null", "-",
    ]  # fmt: skip
    try:
        outcome = tool.run(
            command,
            name="ffmpeg",
            limits=tool.ToolLimits(idle=idle),
            on_line=count,
            cancelled=cancelled,
        )
    except ToolFailed as error:
        raise Unverified(f"{path.name} does not decode") from error
    if outcome.stderr.strip():
        raise Unverified(f"{path.name} does not decode cleanly")
    if frame_count and shown[0] != frame_count:
        raise Unverified(f"{path.name} decodes to {shown[0]} pictures, not {frame_count}")
