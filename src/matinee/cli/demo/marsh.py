"""The marsh: cordgrass in the wind with the low sun behind it."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from matinee.cli.demo.land import ridge, spruces
from matinee.cli.demo.light import Gate, Paint, Palette, Pixels, glow, mix, noise, smoothstep

MARSH = Palette(
    ("0a0d12", "1b2530", "42556a", "7d97b0", "b5cbda", "e9f1f4"),
    ("0d0a08", "33220f", "7d5826", "d29a4e", "f8d493", "fff5da"),
)
OVERSAMPLING = 2


@dataclass(frozen=True)
class Stand:
    """One depth of grass, measured in parts of the picture's height."""

    seed: int
    count: int
    root: float
    tall: float
    wide: float
    shade: float


FAR = Stand(seed=84, count=330, root=0.66, tall=0.20, wide=0.0024, shade=0.26)
MIDDLE = Stand(seed=85, count=330, root=1.02, tall=0.50, wide=0.0050, shade=0.13)
NEAR = Stand(seed=89, count=26, root=1.30, tall=0.80, wide=0.0170, shade=0.05)


def marsh(gate: Gate) -> Paint:
    """Hold a stand of grass in focus between a far one and a few blades by the lens."""
    sun_x, sun_y = 0.37 * gate.aspect, 0.36
    sun = glow(gate, sun_x, sun_y, 0.17, 1.6)
    up = np.clip(1 - gate.y, 0, 1)
    haze = noise((gate.height, gate.width), 83, falloff=2.0, stretch=4.0)
    woods = ridge(gate, 82, 0.030, 0.462, finest=0.9) - spruces(gate, 86, 0.012)
    land = smoothstep(-0.005, 0.006, gate.y - woods)
    floor = np.clip(0.36 - 0.55 * (gate.y - 0.46), 0.05, 1)
    tone = mix(0.74 - 0.30 * up + 0.40 * sun + 0.012 * haze, floor + 0.38 * sun, land)
    warmth = (0.14 + 0.66 * sun + 0.52 * land + 0.10 * gate.y).astype(np.float32)
    # Eight bits are few for a sky: dither hides the steps.
    dither = np.random.default_rng(87).uniform(0, 1, tone.shape)
    ground = Image.fromarray(np.uint8(np.clip(tone, 0, 1) * 254 + dither))
    fine = (gate.width * OVERSAMPLING, gate.height * OVERSAMPLING)
    far, middle, near = Blades(gate, FAR), Blades(gate, MIDDLE), Blades(gate, NEAR)
    small = (max(2, gate.width // 4), max(2, gate.height // 4))

    def paint(time_s: float) -> Pixels:
        picture = ground.copy()
        far.draw(picture, time_s, 1, sun_x)
        picture = picture.filter(ImageFilter.BoxBlur(gate.height / 500))
        picture = picture.resize(fine, Image.Resampling.BILINEAR)
        middle.draw(picture, time_s, OVERSAMPLING, sun_x)
        tone = np.asarray(picture.reduce(OVERSAMPLING), np.float32) / 255
        lens = Image.new("L", small, 0)
        near.draw(lens, time_s, 0.25, None)
        lens = lens.filter(ImageFilter.GaussianBlur(gate.height / 160)).resize(
            (gate.width, gate.height)
        )
        cover = np.asarray(lens, np.float32) / 255 * 0.9
        return MARSH.develop(mix(tone, NEAR.shade + 0.16 * sun, cover), warmth)

    return paint


class Blades:
    """Where the blades of one stand are, bent by gusts that travel across the marsh."""

    def __init__(self, gate: Gate, stand: Stand) -> None:
        rng = np.random.default_rng(stand.seed)
        count = stand.count
        self._gate, self._stand = gate, stand
        self._x = rng.uniform(-0.25, gate.aspect + 0.05, count)[:, None]
        self._root = np.sort(stand.root + rng.uniform(-0.03, 0.12, count))[:, None]
        self._tall = (stand.tall * rng.uniform(0.55, 1.12, count))[:, None]
        self._lean = rng.normal(0.10, 0.15, count)[:, None]
        self._beat = rng.uniform(0, 6.28, count)[:, None]
        self._shade = stand.shade * rng.uniform(0.6, 1.5, count)
        self._along = np.linspace(0, 1, 13)[None, :]
        self._headed = rng.uniform(size=count) < 0.62

    def draw(self, picture: Image.Image, time_s: float, scale: float, sun_x: float | None) -> None:
        """Draw the blades, far to near, as tones; without a sun, as a mask."""
        pen = ImageDraw.Draw(picture)
        x, y = self._curves(time_s)
        unit = scale * self._gate.height
        half = self._stand.wide / 2 * np.clip(1.25 - self._along, 0.3, 1)
        outline = _outline(x, y, half, unit)
        heads = _outline(*self._heads(x, y), unit)
        light = np.zeros(len(x)) if sun_x is None else np.exp(-(((x[:, -1] - sun_x) / 0.42) ** 2))
        for index, blade in enumerate(outline):
            mask = sun_x is None
            shade = self._shade[index] * (1 + 0.9 * light[index])
            pen.polygon(blade, 255 if mask else int(255 * shade))
            if self._headed[index]:
                pen.polygon(
                    heads[index], 255 if mask else int(255 * (shade + 0.10 + 0.52 * light[index]))
                )

    def _curves(self, time_s: float) -> tuple[np.ndarray, np.ndarray]:
        gust = np.sin(self._x * 2.6 - time_s * 1.9) + 0.6 * np.sin(self._x * 5.3 - time_s * 3.1)
        flutter = np.sin(time_s * 5.5 + self._beat)
        bend = self._lean + 0.20 + 0.13 * gust + 0.015 * flutter
        x = self._x + bend * self._tall * self._along**1.9
        y = self._root - self._tall * self._along * (1 - 0.2 * bend**2 * self._along)
        return x, y

    def _heads(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        swell = np.sin(np.linspace(0.1, np.pi - 0.1, 4)) ** 0.8
        return x[:, -4:], y[:, -4:], self._stand.wide * 0.85 * swell[None, :]


def _outline(x: np.ndarray, y: np.ndarray, half: np.ndarray, unit: float) -> list[list[float]]:
    """Return each blade's closed outline as x, y, x, y … in pixels."""
    there = np.stack([x - half, y], axis=2)
    back = np.stack([x + half, y], axis=2)[:, ::-1]
    loops = np.concatenate([there, back], axis=1) * unit
    return loops.reshape(len(x), -1).tolist()
