"""Choose the stills that could stand for the film."""

import math
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt

from matinee.media import tool
from matinee.media.film import Poster
from matinee.media.picture import deinterlace, standard_picture
from matinee.media.plan import Plan

JPEG_COLOR = "out_color_matrix=bt601:out_range=full,format=yuvj420p"
"""JPEG knows one matrix and full range (JFIF), whatever the film was coded in."""

POSTER_COUNT = 6
POSTER_WIDTHS = (640, 1920)
LOOK_WIDTH, LOOK_HEIGHT = 96, 54
"""Pictures are judged at this size."""

DARK, BRIGHT, FLAT = 22, 235, 10
"""Mean luma outside DARK…BRIGHT, or a spread under FLAT, is no still (8-bit levels)."""
EDGE = 0.03
"""The first and last parts of a film are titles and black more often than pictures."""

MANY_KEY_FRAMES = 24


@dataclass(frozen=True)
class Look:
    """One judged picture: its time and how well it would stand for the film."""

    time_s: float
    score: float


def make_posters(
    master: Path, plan: Plan, rendition: Path, key_times: list[Fraction], folder: Path
) -> tuple[Poster, ...]:
    """Write poster candidates into the folder, best first: sharp, not black, spread over the film.

    They are chosen on a small rendition and taken from the master, at up to
    1920 pixels of width and again at 640.
    """
    looks = judge(rendition, plan, key_times)
    chosen = choose(looks, plan.grid.duration_s)
    posters = []
    for number, look in enumerate(chosen, 1):
        sizes = _extract(master, plan, look.time_s, folder, number)
        name, width = sizes[-1]
        height = max(1, round(width * plan.probe.height / plan.probe.width))
        posters.append(Poster(name, width, height, round(look.time_s, 3), tuple(sizes)))
    return tuple(posters)


def judge(rendition: Path, plan: Plan, key_times: list[Fraction]) -> list[Look]:
    """Score pictures of a rendition: its key frames, or every half second when those are few."""
    raw = rendition.with_suffix(".look")
    few = len(key_times) < MANY_KEY_FRAMES
    # "up": what is on show at each half second, not what ends before the next.
    sampling = "fps=2:start_time=0:round=up:eof_action=pass,"
    pick = ["-vf", f"{sampling}{_look_scale()}"] if few else ["-vf", _look_scale()]
    skip = [] if few else ["-skip_frame", "nokey"]
    command = [
        tool.ffmpeg(), "-v", "error", "-nostdin", "-y", *skip, "-i", str(rendition), *pick,
        "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "gray", str(raw),
    ]  # fmt: skip
    tool.run(command, name="ffmpeg")
    pictures = np.fromfile(raw, np.uint8).reshape(-1, LOOK_HEIGHT, LOOK_WIDTH)
    raw.unlink()
    times = [index / 2 for index in range(len(pictures))] if few else [float(t) for t in key_times]
    last = max(0.0, plan.grid.duration_s - 1 / float(plan.grid.rate))
    return [
        Look(min(time, last), _score(picture))
        for time, picture in zip(times, pictures, strict=False)
    ]


def choose(looks: list[Look], duration_s: float) -> list[Look]:
    """Return the best look of each sixth of the film, best first; black ones only if all are."""
    start, end = duration_s * EDGE, duration_s * (1 - EDGE)
    inside = [look for look in looks if start <= look.time_s <= end] or looks
    span = (end - start) / POSTER_COUNT or 1
    best: dict[int, Look] = {}
    for look in inside:
        part = min(POSTER_COUNT - 1, max(0, int((look.time_s - start) / span)))
        if part not in best or look.score > best[part].score:
            best[part] = look
    ranked = sorted(best.values(), key=lambda look: -look.score)
    return [look for look in ranked if look.score > 0] or ranked[:1]


def _look_scale() -> str:
    return f"scale={LOOK_WIDTH}:{LOOK_HEIGHT}:flags=area"


def _score(picture: npt.NDArray[np.uint8]) -> float:
    """Sharpness (variance of the Laplacian) times contrast; 0 for black, white and flat."""
    luma = picture.astype(np.float32)
    mean, spread = float(luma.mean()), float(luma.std())
    if not DARK <= mean <= BRIGHT or spread < FLAT:
        return 0.0
    laplacian = (
        luma[:-2, 1:-1] + luma[2:, 1:-1] + luma[1:-1, :-2] + luma[1:-1, 2:] - 4 * luma[1:-1, 1:-1]
    )
    return math.log1p(float(laplacian.var())) * min(spread, 60) * (1 - abs(mean - 118) / 236)


def _extract(
    master: Path, plan: Plan, time_s: float, folder: Path, number: int
) -> list[tuple[str, int]]:
    widths = sorted({min(width, max(2, plan.probe.width // 2 * 2)) for width in POSTER_WIDTHS})
    names = [f"poster-{number}-{width}.jpg" for width in widths]
    lead = plan.probe.first_picture_s
    steps = [*deinterlace(plan.probe.video), *standard_picture(plan.probe)]
    outputs = "".join(f"[p{index}]" for index in range(len(widths)))
    graph = f"[0:{plan.probe.video.index}]{','.join(steps)},split={len(widths)}{outputs}"
    for index, width in enumerate(widths):
        size = f"{width}:{max(2, round(width * plan.probe.height / plan.probe.width))}"
        graph += f";[p{index}]scale={size}:flags=lanczos:{JPEG_COLOR}[o{index}]"
    command = [
        tool.ffmpeg(), "-v", "error", "-nostdin", "-y", "-ss", f"{max(0.0, time_s + lead):.6f}",
        *tool.UNTRUSTED_INPUT, "-i", "fd:", "-filter_complex", graph,
    ]  # fmt: skip
    for index, name in enumerate(names):
        command += ["-map", f"[o{index}]", "-frames:v", "1", "-update", "1", "-q:v", "3",
                    "-fflags", "+bitexact", "-f", "image2", str(folder / name)]  # fmt: skip
    tool.run(command, name="ffmpeg", stdin=master)
    return list(zip(names, widths, strict=True))
