"""Where long scenes of a film part: the pictures change for good, and the sound comes to rest."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

SHORTEST_CHAPTER_S = 60.0
MOST_CHAPTERS = 12
WINDOW_S = 40.0
"""How long a stretch before and after a moment is compared, in a film of an hour or more."""
BINS = (6, 4, 4)
"""Of light and the two colours: shots of one scene, taken from all sides, still look alike so."""
BLACK = 0.1
"""Mean light below which a picture is black, of 0 to 1."""
NEAR_S = 1.5
"""How near to a boundary the sound rests."""
AROUND_S = 30.0
DIP_DB = 15.0
"""A dip this deep counts whole."""
FOR_REST, FOR_BLACK = 0.35, 0.3
LEAST = 0.42
"""Of a score: the distance of the pictures, 0 to 1, and what rest and black add to it."""


@dataclass(frozen=True)
class Pictures:
    """Key frames in order: `times_s` of each, and `pixels` as (count, height, width, 3) YUV."""

    times_s: Numbers
    pixels: npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Levels:
    """How loud the sound is, in dB below full scale, one value each `step_s` from 0 on."""

    step_s: float
    decibels: Numbers


def choose_chapters(pictures: Pictures, levels: Levels | None, duration_s: float) -> list[float]:
    """Return where chapters could begin, 0.0 first, or nothing where no scenes part.

    None is shorter than a minute, nor than a twelfth of the film. Of boundaries too near to
    each other the clearer stays. `levels` is None for a film without sound.
    """
    least_s = max(SHORTEST_CHAPTER_S, duration_s / MOST_CHAPTERS)
    window_s = min(WINDOW_S, duration_s / 12)
    scores = _scores(pictures, levels, duration_s, window_s)
    chosen = [0.0, duration_s]
    for index in np.argsort(-scores, kind="stable"):
        if scores[index] < LEAST:
            break
        at_s = float(pictures.times_s[index])
        # Beside a boundary the pictures differ, too: only the summit is one.
        if scores[index] < scores[np.abs(pictures.times_s - at_s) <= window_s].max():
            continue
        if all(abs(at_s - other) >= least_s for other in chosen):
            chosen.append(at_s)
    starts = sorted(chosen)[:-1]
    return [round(start, 3) for start in starts] if len(starts) > 1 else []


def _scores(
    pictures: Pictures, levels: Levels | None, duration_s: float, window_s: float
) -> Numbers:
    """Return for each key frame how much a scene seems to begin with it."""
    times = pictures.times_s
    distances = _distances(_histograms(pictures.pixels), times, duration_s, window_s)
    light = pictures.pixels[..., 0].mean(axis=(1, 2)) / 255
    scores = distances
    if levels is not None and len(levels.decibels):
        scores = scores + FOR_REST * _rests(levels, times)
    after_black = np.concatenate(([False], (light[:-1] < BLACK) & (light[1:] >= BLACK)))
    return scores + FOR_BLACK * after_black


def _histograms(pixels: npt.NDArray[np.uint8]) -> Numbers:
    """Return the share of each of 96 colours in each picture."""
    light, blue, red = BINS
    # Video's light runs from 16 to 235; its colours crowd around the middle.
    y = np.clip((pixels[..., 0].astype(float) - 16) / 220, 0, 0.999) * light
    u, v = (
        np.clip((pixels[..., plane].astype(float) - 96) / 64, 0, 0.999) * count
        for plane, count in ((1, blue), (2, red))
    )
    places = (y.astype(int) * blue + u.astype(int)) * red + v.astype(int)
    flat = places.reshape(len(pixels), -1)
    counts = np.zeros((len(pixels), light * blue * red))
    for column in flat.T:
        counts[np.arange(len(pixels)), column] += 1
    shares: Numbers = counts / max(1, flat.shape[1])
    return shares


def _distances(shares: Numbers, times: Numbers, duration_s: float, window_s: float) -> Numbers:
    """Return the Hellinger distance of what is seen before and after each picture, 0 to 1.

    Each picture counts for as long as it is the newest.
    """
    lengths = np.diff(np.append(times, max(duration_s, times[-1])))
    sums = np.vstack((np.zeros(shares.shape[1]), np.cumsum(shares * lengths[:, None], axis=0)))
    here = np.arange(len(times))
    first = np.searchsorted(times, times - window_s)
    last = np.searchsorted(times, times + window_s)
    before, after = sums[here] - sums[first], sums[last] - sums[here]
    totals = before.sum(axis=1), after.sum(axis=1)
    # A window that the film's ends cut short says little.
    full = (totals[0] > window_s / 2) & (totals[1] > window_s / 2)
    norms = np.where(full, totals[0] * totals[1], 1.0)
    likeness = np.sqrt(before * after).sum(axis=1) / np.sqrt(norms)
    return np.where(full, np.sqrt(np.clip(1 - likeness, 0, 1)), 0.0)


def _rests(levels: Levels, times: Numbers) -> Numbers:
    """Return how deep the sound dips at each time against what is around it, 0 to 1."""
    step_s, decibels = levels.step_s, levels.decibels
    near, around = int(NEAR_S / step_s), int(AROUND_S / step_s)
    rests = np.zeros(len(times))
    for index, time_s in enumerate(times):
        at = int(time_s / step_s)
        close = decibels[max(0, at - near) : at + near + 1]
        wide = decibels[max(0, at - around) : at + around + 1]
        if len(close) and len(wide):
            rests[index] = np.clip((np.median(wide) - close.min()) / DIP_DB, 0, 1)
    return rests
