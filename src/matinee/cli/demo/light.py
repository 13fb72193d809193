"""The film stock: picture sizes, noise, palettes and grain that every shot is made of.

A shot is painted as one field of light, 0 (black) to 1 (white), and sometimes a second of
warmth. A palette turns both into colour at the end, which keeps each shot in one key and
costs a third of painting red, green and blue.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Field = NDArray[np.floating[Any]]
"""Light over the picture, in single precision wherever a shot moves."""
Pixels = NDArray[np.uint32]
Paint = Callable[[float], Pixels]

TONES = 1024
WARMTHS = 48
GRAIN_PLATES = 7


@dataclass(frozen=True)
class Gate:
    """The film gate: the picture's size in pixels and its coordinates.

    `x` runs from 0 to the aspect ratio, `y` from 0 (top) to 1 (bottom), so that
    a shot looks the same at every size.
    """

    width: int
    height: int

    @property
    def aspect(self) -> float:
        """Return width over height."""
        return self.width / self.height

    @cached_property
    def x(self) -> Field:
        """Return the columns' positions, shaped (1, width)."""
        return ((np.arange(self.width, dtype=np.float32) + 0.5) / self.height)[None, :]

    @cached_property
    def y(self) -> Field:
        """Return the rows' positions, shaped (height, 1)."""
        return ((np.arange(self.height, dtype=np.float32) + 0.5) / self.height)[:, None]

    def px(self, part: float) -> int:
        """Return a part of the picture's height in whole pixels."""
        return round(part * self.height)

    def empty(self, value: float = 0.0) -> Field:
        """Return a field of one value."""
        return np.full((self.height, self.width), value, np.float32)


def noise(
    shape: tuple[int, int],
    seed: int,
    *,
    falloff: float = 1.6,
    stretch: float = 1.0,
    coarsest: float = 2.0,
) -> Field:
    """Return tiling noise of mean 0 and deviation 1, clouds to fibres.

    `falloff` is the exponent of the spectrum (0 is grain, 2.5 is mist), `stretch` above 1
    draws it out along x, `coarsest` cuts waves longer than the height over that number.
    """
    rows, columns = shape
    white = np.random.default_rng(seed).standard_normal(shape).astype(np.float32)
    ky = np.fft.fftfreq(rows, 1 / rows)[:, None]
    kx = np.fft.rfftfreq(columns, 1 / rows)[None, :] * stretch
    k = np.hypot(kx, ky)
    weight = np.where(k < coarsest / 2, 0.0, 1 / np.maximum(k, 1.0) ** falloff)
    field = np.fft.irfft2(np.fft.rfft2(white) * weight, s=shape)
    even: Field = ((field - field.mean()) / field.std()).astype(np.float32)
    return even


def blur(field: Field, radius_px: float) -> Field:
    """Return the field out of focus by a Gaussian radius; values stay within 0 and 1."""
    if radius_px < 0.3:
        return field
    image = Image.fromarray(np.uint8(np.clip(field, 0, 1) * 255 + 0.5))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(radius_px)), np.float32) / 255


def mix(below: Field, above: Field | float, alpha: Field) -> Field:
    """Lay one field over another by a mask of 0 to 1."""
    return below + (above - below) * alpha


def smoothstep(low: float, high: float, value: Field | float) -> Field:
    """Return 0 below, 1 above, and an even slope with soft ends between."""
    s = np.clip((np.asarray(value, np.float32) - low) / (high - low), 0, 1)
    eased: Field = s * s * (3 - 2 * s)
    return eased


def glow(gate: Gate, x: float, y: float, radius: float, power: float = 2.0) -> Field:
    """Return the halo of one light: 1 at its centre, falling with the distance."""
    distance = np.hypot(gate.x - x, gate.y - y) / radius
    halo: Field = (1 / (1 + distance**power)).astype(np.float32)
    return halo


class Palette:
    """Colours of one shot: rows of "rrggbb" from dark to light, from cold to warm."""

    def __init__(self, *keys: Sequence[str]) -> None:
        ramps = np.stack([_ramp(key) for key in keys])
        at = np.linspace(0, len(keys) - 1, WARMTHS)
        low = np.minimum(at.astype(int), max(len(keys) - 2, 0))
        share = (at - low)[:, None, None]
        table = ramps[low] * (1 - share) + ramps[np.minimum(low + 1, len(keys) - 1)] * share
        bytes_ = np.full((WARMTHS, TONES, 4), 255, np.uint8)
        bytes_[..., :3] = np.clip(table + 0.5, 0, 255)
        self._table = bytes_.reshape(-1, 4).view("<u4").ravel()

    def develop(self, tone: Field, warmth: Field | float = 0.0) -> Pixels:
        """Turn light and warmth, both 0 to 1, into packed RGBA pixels."""
        index = np.clip(tone, 0, 1) * (TONES - 1) + 0.5
        if isinstance(warmth, float):
            row = round(warmth * (WARMTHS - 1))
            return self._table.take(index.astype(np.int32) + row * TONES)
        row_of = np.clip(warmth, 0, 1) * (WARMTHS - 1) + 0.5
        return self._table.take(index.astype(np.int32) + row_of.astype(np.int32) * TONES)


def _ramp(key: Sequence[str]) -> NDArray[np.float64]:
    stops = np.array([[int(stop[i : i + 2], 16) for i in (0, 2, 4)] for stop in key], float)
    at = np.linspace(0, len(key) - 1, TONES)
    return np.stack([np.interp(at, range(len(key)), stops[:, c]) for c in range(3)], axis=1)


class Stock:
    """Grain and the lens's fall-off, laid on the luma of every frame alike."""

    def __init__(self, gate: Gate, seed: int, grain: float = 1.6) -> None:
        rng = np.random.default_rng(seed)
        shape = (gate.height + 64, gate.width + 64)
        # A little correlation between neighbours: silver, not sensor noise.
        plates = rng.standard_normal((GRAIN_PLATES, *shape)).astype(np.float32)
        plates = plates + 0.5 * (np.roll(plates, 1, 1) + np.roll(plates, 1, 2))
        self._plates = plates * (grain / plates.std())
        self._offsets = rng.integers(0, 64, (997, 2))
        off_centre = np.hypot((gate.x / gate.aspect - 0.5) * 1.25, gate.y - 0.5)
        self._falloff = (1 - 0.32 * smoothstep(0.25, 0.95, off_centre)).astype(np.float32)

    def expose(self, luma: NDArray[np.uint8], frame: int) -> NDArray[np.uint8]:
        """Return the luma (studio range, 16 to 235) with fall-off and this frame's grain."""
        dy, dx = self._offsets[frame % len(self._offsets)]
        rows, columns = luma.shape
        plate = self._plates[frame % GRAIN_PLATES][dy : dy + rows, dx : dx + columns]
        exposed = (luma.astype(np.float32) - 16) * self._falloff
        # Grain shows most in the middle tones and leaves black and white clean.
        exposed += plate * (0.55 + np.minimum(exposed, 120) / 160)
        developed: NDArray[np.uint8] = np.clip(exposed + 16.5, 16, 235).astype(np.uint8)
        return developed
