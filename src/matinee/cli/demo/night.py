"""The night shots: the empty water, the harbour across the bay, the stars over the house."""

import numpy as np
from PIL import Image, ImageDraw

from matinee.cli.demo import lettering
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

MOON = Palette(
    ("04070b", "0b1822", "1c3444", "4a6b7c", "9db6bf", "e8f0ee"),
    ("06070a", "15191f", "3a3a3c", "857a68", "d2c19c", "fff4d8"),
)
SODIUM = Palette(
    ("04070d", "0a1526", "1a2f4b", "43617f", "92adc0", "eaf2f5"),
    ("090605", "2a160c", "70401a", "c9822f", "f6c777", "fff3d6"),
)


def open_water(gate: Gate) -> Paint:
    """Moonlight on black water; the title comes over it."""
    horizon, moon_x = 0.30, 0.5 * gate.aspect
    water = Water(gate, Sea(seed=11, horizon=horizon, wind=0.55, pace=0.7))
    mist = noise((gate.height, gate.width), 12, falloff=1.9, stretch=5.0)
    moonlit = glow(gate, moon_x, -0.06, 0.36, 1.8)
    far = smoothstep(0, 0.012, gate.y - ridge(gate, 13, 0.05, horizon, finest=0.5))
    sky = 0.17 + 0.26 * moonlit + 0.02 * mist
    above = mix(sky, 0.12 + 0.06 * moonlit, far).astype(np.float32)
    across = (gate.x - moon_x) * (0.50 / (water.below + 0.08)) ** 0.75
    path = np.exp(-(((gate.x - moon_x) / (0.22 + 0.42 * water.below)) ** 2))
    calm = 0.20 - 0.12 * water.below / (1 - horizon) + 0.03 * path
    letters = lettering.title(gate)
    # A shade behind the letters keeps them apart from the glitter.
    shade = 1 - 0.55 * np.minimum(blur(letters, gate.px(0.035)) * 3.5, 1)

    def paint(time_s: float) -> Pixels:
        tone = above.copy()
        slope_x, slope_y = water.slopes(time_s)
        spark = np.exp((slope_x - across) ** 2 * -1.3 - (slope_y - 0.9 - water.below) ** 2 * 1.1)
        spark *= path * 0.95
        tone[water.top :] = calm + slope_y * 0.032 + spark
        warmth = gate.empty(0.16)
        warmth[water.top :] += 0.4 * spark
        shown = smoothstep(0.9, 2.4, time_s) * (1 - smoothstep(4.6, 5.4, time_s))
        tone = mix(tone * (1 + (shade - 1) * shown), 0.94, letters * shown)
        return MOON.develop(tone, warmth)

    return paint


def end_card(gate: Gate) -> Paint:
    """Show the water before dawn, almost still, under the last words."""
    water = Water(gate, Sea(seed=95, horizon=0.0, wind=0.18, tile_m=30, pace=0.6))
    letters = lettering.end_card(gate)
    base = (0.13 + 0.10 * (1 - gate.y) + 0.05 * glow(gate, gate.aspect / 2, 0.1, 0.6)).astype(
        np.float32
    )

    def paint(time_s: float) -> Pixels:
        slope_x, slope_y = water.slopes(time_s)
        tone = base + 0.030 * slope_y + 0.010 * slope_x
        shown = smoothstep(0.2, 1.1, time_s)
        return MOON.develop(mix(tone, 0.92, letters * shown), gate.empty(0.12))

    return paint


def harbour(gate: Gate) -> Paint:
    """Lay the town's lamps on the bay; the light on the point turns."""
    horizon = 0.50
    water = Water(gate, Sea(seed=21, horizon=horizon, wind=0.30, pace=0.8))
    tone, warmth = _town(gate, horizon)
    lamp_x, lamp_y = 0.235 * gate.aspect, horizon - 0.108
    lamp = glow(gate, lamp_x, lamp_y, 0.012, 1.7)
    rows = np.arange(len(water.below), dtype=np.int32)[:, None]
    columns = np.arange(gate.width, dtype=np.int32)[None, :]
    # What each row of water mirrors, and how far a slope throws the glance up and down.
    throw = (9 + 0.62 * rows).astype(np.float32)
    fade = 0.92 - 0.42 * water.below / (1 - horizon)

    def paint(time_s: float) -> Pixels:
        turn = max(0.0, np.cos((time_s - 1.9) * 2 * np.pi / 4.0)) ** 24
        lit = tone + lamp * (0.25 + 1.6 * turn)
        glowing = warmth + lamp * 0.4
        slope_x, slope_y = water.slopes(time_s)
        row = water.top - 1 - (rows + slope_y * throw).astype(np.int32)
        np.clip(np.abs(row), 0, water.top - 1, out=row)
        column = columns + (slope_x * gate.px(0.006)).astype(np.int32)
        np.clip(column, 0, gate.width - 1, out=column)
        seen = row * gate.width + column
        lit[water.top :] = lit.ravel().take(seen) * fade + 0.010 * slope_y
        glowing[water.top :] = glowing.ravel().take(seen)
        return SODIUM.develop(lit, glowing)

    return paint


def _town(gate: Gate, horizon: float) -> tuple[Field, Field]:
    """Return what is above the water: sky, hills, a hundred lamps, as light and warmth."""
    rng = np.random.default_rng(22)
    dusk = np.clip(1 - (horizon - gate.y) / horizon, 0, 1) ** 2.2
    cloud = noise((gate.height, gate.width), 23, falloff=1.8, stretch=4.0)
    tone = 0.20 + 0.34 * dusk + 0.020 * cloud * (0.4 + dusk)
    tone = tone + _stars(gate, 24, 260) * np.clip(1 - 1.5 * dusk, 0, 1)
    warmth = 0.06 + 0.30 * dusk**2.5
    outline = ridge(gate, 26, 0.10, horizon - 0.035, finest=0.6)
    hill = smoothstep(0, 2 / gate.height, gate.y - outline)
    tone, warmth = mix(tone, 0.13, hill), mix(warmth, 0.1, hill)
    point = np.clip(0.135 - np.abs(gate.x - 0.235 * gate.aspect) * 0.42, 0, 0.07)
    hill = smoothstep(0, 2 / gate.height, gate.y - (horizon - point * 0.8))
    tone, warmth = mix(tone, 0.09, hill), mix(warmth, 0.05, hill)
    light, heat = gate.empty(), gate.empty()
    for _ in range(110):
        x = gate.aspect * np.clip(rng.normal(0.68, 0.15), 0.36, 0.98)
        roof = float(outline[0, gate.px(x)]) + 0.008
        y = max(roof, horizon - 0.008 - abs(rng.normal(0, 0.030)))
        size, warm = rng.choice([0.0024, 0.0036, 0.0060], p=[0.6, 0.3, 0.1]), rng.uniform(0.55, 1)
        halo = glow(gate, x, y, size, 1.9)
        light += halo * rng.uniform(0.6, 1.2)
        heat += halo * (warm if rng.uniform() < 0.85 else -0.1)
    tower = (np.abs(gate.x - 0.235 * gate.aspect) < 0.0042) & (gate.y > horizon - 0.105)
    tone = np.where(tower & (gate.y < horizon), 0.24, tone)
    return (tone + light).astype(np.float32), (warmth + np.clip(heat, 0, 1)).astype(np.float32)


def _stars(gate: Gate, seed: int, count: int) -> Field:
    rng = np.random.default_rng(seed)
    sky = gate.empty()
    x, y = rng.integers(0, gate.width, count), rng.integers(0, gate.height, count)
    sky[y, x] = rng.uniform(0.15, 1, count) ** 3
    return np.minimum(blur(sky, 0.55) * 4, 1)


def stars(gate: Gate) -> Paint:
    """Pass an hour of stars in five seconds; one window is lit."""
    pole_x, pole_y = 0.63 * gate.aspect, 0.24
    turns, radii = 4096, 1500
    radius = np.hypot(gate.x - pole_x, gate.y - pole_y)
    ring = np.clip(radius * 1000, 0, radii - 1).astype(np.int32) * turns
    angle = (np.arctan2(gate.y - pole_y, gate.x - pole_x) / (2 * np.pi) * turns).astype(np.int32)
    trails = _trails(turns, radii)
    band = noise((gate.height, gate.width), 33, falloff=1.5, coarsest=3.0)
    milky = np.exp(-(((gate.x * 0.8 + gate.y - 1.25) / 0.34) ** 2)) * (0.6 + 0.4 * band)
    glow_low = np.clip(gate.y - 0.25, 0, 1) ** 1.6
    sky = (0.20 + 0.11 * np.clip(milky, 0, 2) + 0.52 * glow_low).astype(np.float32)
    heat = (0.04 + 0.62 * glow_low).astype(np.float32)
    land, window = _homestead(gate)
    halo = blur(window, gate.px(0.02)) * 1.2

    def paint(time_s: float) -> Pixels:
        turned = (angle - round(time_s * 24) * 6) % turns
        tone = sky + trails.take(ring + turned)
        tone = mix(tone, 0.075, land)
        lit = window * (0.95 + 0.05 * np.sin(time_s * 9)) + halo
        return SODIUM.develop(tone + lit * 0.8, mix(heat, 0.0, land) + lit)

    return paint


def _trails(turns: int, radii: int) -> Field:
    """Return the sky unrolled, each star with a fading trail behind it, by radius and angle."""
    rng = np.random.default_rng(34)
    count = 1500
    sky = np.zeros((radii, turns), np.float32)
    ring = (np.sqrt(rng.uniform(0.0005, 1, count)) * (radii - 2)).astype(int)
    start = rng.integers(0, turns, count)
    bright = rng.uniform(0.14, 0.95, count) ** 1.3 + (rng.uniform(size=count) < 0.03) * 0.4
    for behind in range(230):
        fade = (1 - behind / 230) ** 1.5 * (0.55 if behind > 3 else 1.0)
        at = (start + behind) % turns
        np.maximum.at(sky, (ring, at), bright * fade)
        np.maximum.at(sky, (ring + 1, at), bright * fade * 0.5)
    return sky.ravel()


def _homestead(gate: Gate) -> tuple[Field, Field]:
    """Return the masks of the hill with the house on it, and of its lit window."""
    hill = ridge(gate, 39, 0.10, 0.90, finest=0.5)
    outline = hill - spruces(gate, 37, 0.040)
    clearing = smoothstep(0.06, 0.16, np.abs(gate.x - 0.30 * gate.aspect))
    outline = hill + (outline - hill) * clearing
    land = smoothstep(0, 2 / gate.height, gate.y - outline)
    fine = 4
    size = (gate.width * fine, gate.height * fine)
    house, panes = Image.new("L", size, 0), Image.new("L", size, 0)
    x, y = 0.30 * gate.aspect, float(hill[0, gate.px(0.30 * gate.aspect)]) + 0.01

    def at(dx: float, dy: float) -> tuple[float, float]:
        return (x + dx * 0.62) * size[1], (y - dy * 0.62) * size[1]

    pen = ImageDraw.Draw(house)
    pen.polygon(
        [at(-0.065, -0.03), at(-0.065, 0.055), at(0, 0.10), at(0.065, 0.055), at(0.065, -0.03)], 255
    )
    pen.polygon(
        [at(-0.078, 0.046), at(0, 0.108), at(0.078, 0.046), at(0.074, 0.040), at(-0.074, 0.040)],
        255,
    )
    pen.rectangle([at(0.030, 0.125), at(0.045, 0.06)], 255)
    pen = ImageDraw.Draw(panes)
    pen.rectangle([at(-0.013, 0.042), at(0.013, 0.010)], 255)
    pen.line([at(0, 0.042), at(0, 0.010)], 0, max(1, fine * gate.height // 500))
    pen.line([at(-0.013, 0.026), at(0.013, 0.026)], 0, max(1, fine * gate.height // 500))
    small = (gate.width, gate.height)
    masks = [
        np.asarray(m.resize(small, Image.Resampling.BOX), np.float32) / 255 for m in (house, panes)
    ]
    return np.maximum(land, masks[0]), masks[1]
