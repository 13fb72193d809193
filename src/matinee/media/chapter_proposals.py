"""Propose where chapters of a film could begin: looks and listens, and lets scenes.py decide."""

import re
import tempfile
from pathlib import Path

import numpy as np

from matinee.media import tool
from matinee.media.events import Progress, Watch
from matinee.media.film import Film
from matinee.media.scenes import Levels, Pictures, choose_chapters

SHORTEST_FILM_S = 300.0
"""A shorter film has no chapters worth a choice."""
COLUMNS, ROWS = 16, 9
LEVEL_STEP_S = 0.5
LISTEN_RATE_HZ = 16_000
SILENT_DB = -90.0
STAGE = "chapters"

_SHOWN = re.compile(r"showinfo.*? pts_time:\s*(-?[\d.]+)")
_LEVEL = re.compile(r"RMS_level=(\S+)")


def propose_chapters(
    film_folder: Path, film: Film, watch: Watch = Watch(), *, idle: bool = False
) -> list[float]:
    """Return where chapters could begin, in seconds from 0.0 on; none for a film under 5 minutes.

    Looks at the key frames of the smallest rendition, which stand at every cut, and listens
    to how loud the film's first mix is. A proposal is for an editor to judge. `idle` leaves the
    cores to others.

    Raises ToolFailed when a rendition cannot be read, Cancelled on request.
    """
    if film.duration_s < SHORTEST_FILM_S:
        return []
    watch.listener(Progress(STAGE, 0.0))
    smallest = min(film.video, key=lambda track: (track.height, track.average_bps))
    limits = tool.ToolLimits(idle=idle)
    pictures = _look(film_folder / smallest.file, limits, watch)
    watch.listener(Progress(STAGE, 0.5))
    mix = next((track for track in film.audio if not track.purpose), None)
    levels = _listen(film_folder / mix.file, limits, watch) if mix else None
    watch.listener(Progress(STAGE, 1.0))
    return choose_chapters(pictures, levels, film.duration_s)


def _look(rendition: Path, limits: tool.ToolLimits, watch: Watch) -> Pictures:
    """Return the key frames of a rendition, each as 16 by 9 pixels."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "pictures.raw"
        command = [
            tool.ffmpeg(), "-hide_banner", "-v", "info", "-nostats", "-nostdin", "-y",
            "-skip_frame", "nokey", "-i", str(rendition),
            "-vf", f"scale={COLUMNS}:{ROWS}:flags=area,format=yuv444p,showinfo=checksum=0",
            "-fps_mode", "passthrough", "-f", "rawvideo", str(raw),
        ]  # fmt: skip
        done = tool.run(command, name="ffmpeg", limits=limits, cancelled=watch.cancelled)
        planes = np.fromfile(raw, dtype=np.uint8).reshape(-1, 3, ROWS, COLUMNS)
    times = np.array([float(time) for time in _SHOWN.findall(done.stderr)])
    return Pictures(times[: len(planes)], planes.transpose(0, 2, 3, 1))


def _listen(sound: Path, limits: tool.ToolLimits, watch: Watch) -> Levels:
    """Return how loud a sound is, each half second."""
    measures = (
        f"aresample={LISTEN_RATE_HZ},asetnsamples=n={int(LISTEN_RATE_HZ * LEVEL_STEP_S)}:p=0,"
        "astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=RMS_level,"
        "ametadata=mode=print:key=lavfi.astats.Overall.RMS_level:file=-"
    )
    command = [
        tool.ffmpeg(), "-v", "error", "-nostdin", "-i", str(sound), "-af", measures,
        "-f", "null", "-",
    ]  # fmt: skip
    done = tool.run(command, name="ffmpeg", limits=limits, cancelled=watch.cancelled)
    # Digital silence is "-inf", and what has no samples "nan".
    levels = np.nan_to_num([float(each) for each in _LEVEL.findall(done.stdout)], nan=SILENT_DB)
    return Levels(LEVEL_STEP_S, np.clip(levels, SILENT_DB, 0.0))
