"""Rain on a window: drops are small lenses that show the harbour upside down."""

import math
from dataclasses import dataclass

import numpy as np

from matinee.cli.demo.light import Field, Gate, Paint, Palette, Pixels, blur, noise, smoothstep

WINDOW = Palette(
    ("05080c", "0f1c28", "24435a", "5b8699", "a9c9d0", "eef7f5"),
    ("0a0705", "2c180d", "7d451b", "d48c37", "f8ca80", "fff4da"),
)
MARGIN = 0.14
"""How far, in heights, the town behind the glass is painted beyond the picture."""


def window(gate: Gate) -> Paint:
    """Look at the harbour, out of focus, through a wet pane."""
    town = Town(gate)
    pane = Pane(gate)
    damp = noise((gate.height, gate.width), 55, falloff=1.3, coarsest=4.0)
    damp = (0.055 + 0.014 * damp).astype(np.float32)

    def paint(time_s: float) -> Pixels:
        offset = town.offset(time_s)
        tone, warmth = (plate.copy() for plate in town.view(offset))
        lens = pane.at(time_s)
        tone += damp * (1 - lens.cleared)
        wet = np.flatnonzero(lens.cover)
        seen = lens.source.ravel()[wet] + offset
        cover, shade = lens.cover.ravel()[wet], lens.shade.ravel()[wet]
        inside = town.sharp.take(seen) * 1.15 + 0.015 + shade
        flat_tone, flat_warmth = tone.reshape(-1), warmth.reshape(-1)
        flat_tone[wet] += (inside - flat_tone[wet]) * cover
        flat_warmth[wet] += (town.sharp_warmth.take(seen) - flat_warmth[wet]) * cover
        return WINDOW.develop(tone, warmth)

    return paint


class Town:
    """What stands behind the glass: lamps, once out of focus and once sharp."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self.margin = gate.px(MARGIN)
        self.width = gate.width + 2 * self.margin
        self.height = gate.height + 2 * self.margin
        unit = gate.height
        rng = np.random.default_rng(51)
        y = np.linspace(-MARGIN, 1 + MARGIN, self.height)[:, None]
        dusk = 0.15 + 0.15 * np.exp(-(((y - 0.50) / 0.26) ** 2)) + np.zeros((1, self.width))
        soft, hard = np.zeros((2, *dusk.shape)), np.zeros((2, *dusk.shape))
        for index in range(54):
            x = (index + rng.uniform(0, 1)) * self.width / 54
            row = self.margin + unit * (0.53 + rng.normal(0, 0.075))
            radius, bright = unit * rng.uniform(0.016, 0.050), rng.uniform(0.16, 0.50)
            heat = 1.6 if rng.uniform() < 0.74 else -0.4
            _add_disc(soft, x, row, radius, bright, heat)
            _add_disc(hard, x, row, radius * 1.15, bright, heat)
        self._blurred = (dusk + soft[0]).astype(np.float32)
        self._blurred_warmth = blur(np.clip(0.10 + 1.4 * soft[1], 0, 0.95), unit * 0.010)
        # Drops gather the whole sky: brighter than what the eye meets behind the glass.
        overhead = 0.34 * smoothstep(0.46, 0.05, y)
        self.sharp = (dusk * 0.75 + overhead + 2.0 * hard[0]).astype(np.float32).ravel()
        self.sharp_warmth = np.clip(0.10 + 1.8 * hard[1], 0, 0.95).astype(np.float32).ravel()

    def offset(self, time_s: float) -> int:
        """Return where the view begins in the flat plates: the camera drifts past the pane."""
        shift = int(self._gate.height * 0.009 * time_s)
        return self.margin * self.width + self.margin // 2 + shift

    def view(self, offset: int) -> tuple[Field, Field]:
        """Return light and warmth out of focus behind the pane."""
        row, column = divmod(offset, self.width)
        rows = slice(row, row + self._gate.height)
        columns = slice(column, column + self._gate.width)
        return self._blurred[rows, columns], self._blurred_warmth[rows, columns]


def _add_disc(
    plates: np.ndarray, x: float, y: float, radius: float, bright: float, heat: float
) -> None:
    """Add one lamp out of focus, a disc with a brighter rim, to light and warmth."""
    _, rows, columns = plates.shape
    reach = radius * 1.2 + 2
    top, foot = max(0, int(y - reach)), min(rows, int(y + reach))
    left, right = max(0, int(x - reach)), min(columns, int(x + reach))
    away = np.hypot(np.arange(top, foot)[:, None] - y, np.arange(left, right)[None, :] - x) / radius
    disc = (1 - smoothstep(0.9, 1.08, away)) * (0.75 + 0.25 * smoothstep(0.7, 0.95, away))
    plates[0, top:foot, left:right] += bright * disc
    plates[1, top:foot, left:right] += bright * heat * disc


@dataclass
class Lens:
    """The wet pane at one moment: cover, shade and cleared mist, and where each pixel looks."""

    cover: Field
    shade: Field
    cleared: Field
    source: np.ndarray


@dataclass(frozen=True)
class Runner:
    """A drop that slides down, stopping and starting."""

    x: float
    start: float
    speed: float
    beat: float
    radius: float

    def y(self, time_s: float) -> float:
        """Return its height in the picture; it never climbs."""
        stride = time_s + 0.8 * math.sin(self.beat * time_s) / self.beat
        return self.start + self.speed * stride


class Pane:
    """Drops that stay, and runners that clear the mist and leave beads behind."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._stride = gate.width + 2 * gate.px(MARGIN)
        rows = np.arange(gate.height, dtype=np.int32)[:, None]
        plain = rows * self._stride + np.arange(gate.width, dtype=np.int32)[None, :]
        self._still = Lens(gate.empty(), gate.empty(), gate.empty(), plain)
        rng = np.random.default_rng(52)
        sizes = 0.0018 + 0.019 * rng.power(0.22, 1250)
        for radius in np.sort(sizes):
            self._drop(self._still, rng.uniform(0, gate.aspect), rng.uniform(0, 1), radius, 1.12)
        self._runners = [
            Runner(x, rng.uniform(-0.7, 0.75), rng.uniform(0.03, 0.13), rng.uniform(2, 5), r)
            for x, r in zip(rng.uniform(0.05, 1.73, 17), rng.uniform(0.010, 0.019, 17), strict=True)
        ]
        self._beads = rng.uniform(-1, 1, (17, 60, 2))

    def at(self, time_s: float) -> Lens:
        """Return the pane at a moment."""
        still = self._still
        lens = Lens(
            still.cover.copy(), still.shade.copy(), still.cleared.copy(), still.source.copy()
        )
        for runner, beads in zip(self._runners, self._beads, strict=True):
            self._run(lens, runner, beads, runner.y(time_s))
        return lens

    def _run(self, lens: Lens, runner: Runner, beads: np.ndarray, y: float) -> None:
        gate = self._gate
        wide = runner.radius * 0.75
        left, right = gate.px(runner.x - wide), gate.px(runner.x + wide)
        top, foot = max(0, gate.px(runner.start)), max(0, min(gate.height, gate.px(y)))
        if foot <= top:
            return
        strip = (slice(top, foot), slice(max(0, left), right))
        across = np.linspace(-1, 1, right - left, dtype=np.float32)[max(0, -left) :]
        wiped = (1 - across**4)[: lens.cover[strip].shape[1]]
        lens.cover[strip] *= 1 - wiped
        lens.cleared[strip] = np.maximum(lens.cleared[strip], 0.7 * wiped)
        for index, (aside, size) in enumerate(beads):
            height = runner.start + 0.022 * (index + 0.4 * size)
            if height < y - runner.radius:
                self._drop(
                    lens, runner.x + aside * wide * 0.5, height, 0.0028 + 0.0018 * abs(size), 1.2
                )
        self._drop(lens, runner.x, y, runner.radius, 1.35)

    def _drop(self, lens: Lens, x: float, y: float, radius: float, tall: float) -> None:
        gate = self._gate
        r = radius * gate.height
        cx, cy = x * gate.height, y * gate.height
        top, left = max(0, int(cy - r * tall)), max(0, int(cx - r))
        foot, right = min(gate.height, int(cy + r * tall) + 2), min(gate.width, int(cx + r) + 2)
        if foot <= top or right <= left:
            return
        dy = (np.arange(top, foot, dtype=np.float32)[:, None] - cy) / (r * tall)
        dx = (np.arange(left, right, dtype=np.float32)[None, :] - cx) / r
        out = np.sqrt(dx * dx + dy * dy)
        cover = np.clip((1 - out) * r, 0, 1)
        box = (slice(top, foot), slice(left, right))
        # A lens turns the view over and takes in far more of it than its own size.
        look_y = np.clip((0.5 - 0.49 * dy) * gate.height, 0, gate.height - 1).astype(np.int32)
        look_x = np.clip(cx - dx * 0.4 * gate.height, 0, gate.width - 1).astype(np.int32)
        inside = cover > 0
        lens.source[box] = np.where(inside, look_y * self._stride + look_x, lens.source[box])
        spark = np.exp(-((dx + 0.35) ** 2 + (dy + 0.45) ** 2) * 14) * 0.30
        shade = spark - 0.16 * smoothstep(0.55, 1.0, out) * (dy < 0.35)
        lens.shade[box] = np.where(inside, shade, lens.shade[box])
        lens.cover[box] = np.maximum(cover, lens.cover[box])
