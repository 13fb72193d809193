"""The shots after the night: mist on the hills, the marsh in wind, the sun on the water."""

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from matinee.cli.demo.land import ridge, spruces
from matinee.cli.demo.light import (
    Field,
    Gate,
    Paint,
    Palette,
    Pixels,
    blur,
    glow,
    mix,
    noise,
    smoothstep,
)
from matinee.cli.demo.water import Sea, Water

MORNING = Palette(
    ("0b1016", "1f2a36", "4a5a66", "8b949a", "c9c6c0", "f3ece0"),
    ("120c0c", "4a2a26", "a0563a", "e09a58", "f9cf8e", "fff6de"),
)


HILLS = Palette(
    ("10181f", "2b3c47", "5b6f78", "93a3a8", "c9cfcd", "eef0ea"),
    ("1a1413", "553a34", "a8705a", "e0ac88", "f6d9b8", "fff3df"),
)

Place = Callable[[float, float], tuple[float, float]]


def mist(gate: Gate) -> Paint:
    """Mist lies between the hills while the tide turns."""
    wide = Gate(gate.width * 2, gate.height)
    veil = noise((gate.height, wide.width), 61, falloff=1.75, stretch=2.2, coarsest=3.0)
    veil = (0.5 + 0.33 * veil).clip(0, 1)
    layers = [_hill(wide, index) for index in range(6)]
    sun = glow(gate, 1.30, 0.20, 0.30, 1.6)
    sky = (0.80 - 0.16 * (1 - gate.y) + 0.20 * sun).astype(np.float32)
    lit = (0.36 + 0.75 * sun - 0.10 * gate.y).astype(np.float32)

    def paint(time_s: float) -> Pixels:
        tone, warmth = sky.copy(), lit.copy()
        for index, (hill_line, trees, soft) in enumerate(layers):
            pan = (0.008 + 0.010 * index**1.5) * time_s
            ground = _slide(hill_line, pan * gate.height, gate.width)
            outline = ground - _slide(trees, pan * gate.height, gate.width)
            top = max(0, int((outline.min() - 0.01) * gate.height))
            hill = np.clip((gate.y[top:] - outline) * (gate.height / soft), 0, 1)
            drift = int((pan * 1.6 + (0.030 + 0.006 * index) * time_s) * gate.height) + index * 331
            cloud = veil[top:, drift % gate.width :][:, : gate.width]
            fog = np.clip(gate.y[top:] - ground, 0, 1) * (5.4 - 0.4 * index) * (0.2 + 1.5 * cloud)
            np.minimum(fog, 0.96 - 0.06 * index, out=fog)
            dark = 0.66 - 0.115 * index
            tone[top:] = mix(tone[top:], dark + (0.80 - 0.035 * index - dark) * fog, hill)
            warmth[top:] *= 1 - 0.16 * hill * (1 - fog)
        return HILLS.develop(tone, warmth)

    return paint


def _hill(gate: Gate, index: int) -> tuple[Field, Field, float]:
    """Return a ridge from the farthest (0) to the nearest (5), its trees, its edge's softness."""
    base = (0.36, 0.42, 0.50, 0.60, 0.73, 0.90)[index]
    height = (0.13, 0.10, 0.11, 0.11, 0.10, 0.09)[index]
    outline = ridge(gate, 71 + index, height, base, finest=0.55)[0]
    trees = spruces(gate, 90 + index, 0.0034 * 1.72**index)
    return outline, trees, 2.4 - 0.2 * index


def _slide(line: Field, offset: float, length: int) -> Field:
    """Return a stretch of the line from a fractional offset."""
    whole = int(offset)
    share = offset - whole
    return line[whole : whole + length] * (1 - share) + line[whole + 1 : whole + length + 1] * share


def first_light(gate: Gate) -> Paint:
    """Let the sun come up behind the jetty; she has walked out to the post."""
    horizon = 0.46
    sun_x = 0.60 * gate.aspect
    water = Water(gate, Sea(seed=41, horizon=horizon, wind=0.42, pace=0.8))
    sky, sky_warmth = _morning_sky(gate, horizon, sun_x)
    jetty = _jetty(gate, horizon)
    halo = glow(gate, sun_x, horizon - 0.012, 0.13, 1.7)
    sky_tone, warm = sky + 0.30 * halo, sky_warmth + 0.55 * halo
    warm[water.top :] = 0
    # The slope that would send the sun's light to the lens, for every pixel of the water.
    across = (gate.x - sun_x) * (0.62 / (water.below + 0.10)) ** 0.8
    towards = 0.35 + water.below * 1.5
    path = np.exp(-(((gate.x - sun_x) / (0.05 + 0.52 * water.below)) ** 2))
    reflected = np.clip(water.top - 1 - np.arange(len(water.below)), 0, None)
    calm = blur(sky, gate.px(0.02))[reflected] * (0.88 - 0.60 * water.below / (1 - horizon))
    calm_warmth = 0.26 + 0.45 * path
    mirrored = _mirrored(jetty, gate.px(horizon + 0.205))
    box = slice(gate.px(horizon - 0.12), water.top)
    hills = _shore_mask(gate, horizon)[box]

    def paint(time_s: float) -> Pixels:
        tone, warmth = sky_tone.copy(), warm.copy()
        sun_y = horizon - 0.012 - 0.0035 * time_s
        disc = 1 - smoothstep(0.030, 0.033, np.hypot(gate.x - sun_x, gate.y[box] - sun_y))
        disc *= 1 - hills
        tone[box] += disc * 0.8
        warmth[box] += disc
        slope_x, slope_y = water.slopes(time_s)
        glitter = np.exp((slope_x - across) ** 2 * -0.9 - (slope_y - towards) ** 2 * 0.8)
        glitter *= path * (0.75 + 0.04 * time_s)
        tone[water.top :] = calm + slope_y * 0.045 + glitter * 0.9
        tone[water.top :] *= 1 - 0.72 * _wobble(mirrored[water.top :], slope_x, slope_y, gate)
        warmth[water.top :] = calm_warmth + glitter
        return MORNING.develop(mix(tone, 0.035, jetty), mix(warmth, 0.45, jetty))

    return paint


def _mirrored(mask: Field, waterline: int) -> Field:
    """Return what a still pool would show of the mask below the waterline row."""
    rows = len(mask) - waterline
    turned = np.zeros_like(mask)
    turned[waterline:] = mask[waterline - rows : waterline][::-1]
    return turned


def _wobble(still: Field, slope_x: Field, slope_y: Field, gate: Gate) -> Field:
    """Break a reflection by the water's slopes."""
    rows, columns = still.shape
    row = np.arange(rows, dtype=np.int32)[:, None] + (slope_y * gate.px(0.012)).astype(np.int32)
    column = np.arange(columns, dtype=np.int32) + (slope_x * gate.px(0.007)).astype(np.int32)
    np.clip(row, 0, rows - 1, out=row)
    np.clip(column, 0, columns - 1, out=column)
    seen: Field = still.ravel().take(row * columns + column)
    return seen


def _morning_sky(gate: Gate, horizon: float, sun_x: float) -> tuple[Field, Field]:
    up = np.clip((horizon - gate.y) / horizon, 0, 1)
    near = np.exp(-(((gate.x - sun_x) / 0.75) ** 2))
    streaks = noise((gate.height, gate.width), 43, falloff=1.55, stretch=7.0, coarsest=5.0)
    streaks = smoothstep(-0.2, 2.0, streaks) * smoothstep(0.10, 0.32, up) * (1.15 - up)
    tone = 0.66 - 0.42 * up**0.8 + 0.10 * near * (1 - up) + streaks * (0.10 + 0.26 * near)
    warmth = 0.62 * (1 - up) ** 2.2 * (0.45 + 0.55 * near) + streaks * (0.35 + 0.5 * near)
    far = _shore_mask(gate, horizon)
    tone = mix(tone, 0.30 + 0.16 * near, far)
    return tone.astype(np.float32), mix(warmth, 0.35 + 0.45 * near, far).astype(np.float32)


def _shore_mask(gate: Gate, horizon: float) -> Field:
    shore = ridge(gate, 47, 0.030, horizon - 0.004, finest=0.25)
    return smoothstep(0.0, 1.6 / gate.height, gate.y - shore) * (gate.y < horizon)


def _jetty(gate: Gate, horizon: float) -> Field:
    """Return the mask of a jetty, the post at its end, and a woman in a long coat."""
    fine = 4
    size = (gate.width * fine, gate.height * fine)
    image = Image.new("L", size, 0)
    draw = ImageDraw.Draw(image)

    def at(x: float, y: float) -> tuple[float, float]:
        return x * size[1], y * size[1]

    deck = horizon + 0.105
    draw.polygon(
        [at(0, deck - 0.006), at(0.66, deck), at(0.66, deck + 0.013), at(0, deck + 0.02)], 255
    )
    for index in range(9):
        x = 0.05 + index * 0.075
        draw.rectangle([at(x, deck), at(x + 0.010, deck + 0.10 + 0.004 * (8 - index))], 255)
    draw.rectangle([at(0.715, horizon - 0.085), at(0.729, deck + 0.16)], 255)
    draw.rectangle([at(0.707, horizon - 0.085), at(0.737, horizon - 0.079)], 255)
    _figure(draw, at, 0.575, deck + 0.001)
    image = image.resize((gate.width, gate.height), Image.Resampling.BOX)
    return np.asarray(image, np.float32) / 255


def _figure(draw: ImageDraw.ImageDraw, at: Place, x: float, feet: float) -> None:
    tall = 0.125
    coat = [(-0.10, 0.80), (0.10, 0.80), (0.15, 0.45), (0.17, 0.16), (-0.15, 0.16), (-0.14, 0.5)]
    draw.polygon([at(x + dx * tall, feet - dy * tall) for dx, dy in coat], 255)
    for dx in (-0.06, 0.05):
        draw.rectangle(
            [at(x + (dx - 0.035) * tall, feet - 0.2 * tall), at(x + (dx + 0.035) * tall, feet)], 255
        )
    draw.ellipse(
        [at(x - 0.065 * tall, feet - tall), at(x + 0.075 * tall, feet - 0.845 * tall)], 255
    )
    draw.polygon(
        [
            at(x - 0.05 * tall, feet - 0.86 * tall),
            at(x + 0.05 * tall, feet - 0.86 * tall),
            at(x + 0.10 * tall, feet - 0.79 * tall),
            at(x - 0.10 * tall, feet - 0.79 * tall),
        ],
        255,
    )
    # The book, held open in front of her.
    draw.polygon(
        [
            at(x + 0.10 * tall, feet - 0.60 * tall),
            at(x + 0.27 * tall, feet - 0.64 * tall),
            at(x + 0.28 * tall, feet - 0.60 * tall),
            at(x + 0.10 * tall, feet - 0.54 * tall),
        ],
        255,
    )
