"""The post: a tide board with numbers on it, read by torchlight as the water comes up."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from matinee.cli.demo.land import ridge
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

BLUE_HOUR = Palette(
    ("05090e", "101f2c", "2a4a60", "648799", "adc4cb", "eff4f2"),
    ("0d0906", "2e1d10", "7a512a", "c79a5c", "f2d7a4", "fffaec"),
)
BOARD_X = 0.60
BOARD_WIDTH = 0.21
METRE = 1.02
"""Height of a metre on the board, in picture heights."""


def post(gate: Gate) -> Paint:
    """Hold the board by the water's edge while the sea takes one more mark."""
    horizon = 0.40
    water = Water(gate, Sea(seed=63, horizon=horizon, wind=0.34, tile_m=12, pace=0.75))
    backdrop, heat = _far_shore(gate, horizon)
    board, mask = _board(gate)
    left = BOARD_X * gate.aspect - BOARD_WIDTH / 2
    columns = slice(gate.px(left - 0.03), gate.px(left + BOARD_WIDTH + 0.03))
    calm = 0.40 - 0.26 * water.below / (1 - horizon)
    rows = np.arange(gate.height, dtype=np.int32)[:, None]
    across = np.arange(columns.stop - columns.start, dtype=np.int32)[None, :]

    def paint(time_s: float) -> Pixels:
        tone, warmth = backdrop.copy(), heat.copy()
        slope_x, slope_y = water.slopes(time_s)
        tone[water.top :] = calm + slope_y * 0.060 + 0.012 * slope_x
        torch = glow(
            gate,
            BOARD_X * gate.aspect + 0.015 * np.sin(time_s * 0.9),
            0.46 + 0.012 * np.sin(time_s * 1.3 + 1),
            0.25,
            2.6,
        )[:, columns]
        swell = 0.006 * np.sin(time_s * 1.7) + 0.003 * np.sin(time_s * 2.9)
        line = (0.715 - 0.0035 * time_s + swell) * gate.height
        lap = line + slope_y[gate.px(0.70) - water.top, columns] * gate.height * 0.0035
        damp = smoothstep(-0.10, -0.02, (rows - line) / gate.height)
        lit = board * (0.34 + 0.80 * torch) * (1 - 0.45 * damp)
        dry = np.clip(lap - rows, 0, 1) * mask
        wave_x, wave_y = slope_x[:, columns], slope_y[:, columns]
        below = rows[water.top :]
        depth = np.maximum(below - line, 0)
        turned = 2 * line - below + wave_y * (3 + 0.16 * depth)
        aside = across + wave_x * (1.5 + 0.05 * depth)
        at = _clipped(turned, gate.height) * len(across[0]) + _clipped(aside, len(across[0]))
        seen = (0.60 - 0.5 * depth / gate.height) * mask.ravel().take(at) * (below > lap)
        view, view_heat = tone[:, columns], warmth[:, columns]
        view[water.top :] = mix(view[water.top :], lit.ravel().take(at) * 0.85, seen)
        view_heat[water.top :] += 0.55 * seen * torch.ravel().take(at)
        foam = np.exp(-(((rows - lap) / (0.0045 * gate.height)) ** 2)) * mask
        view[:] = mix(view, lit, dry) + 0.22 * foam
        view_heat[:] = mix(view_heat, 0.12 + 0.62 * torch, dry)
        return BLUE_HOUR.develop(tone, warmth)

    return paint


def _clipped(position: np.ndarray, length: int) -> np.ndarray:
    whole: np.ndarray = np.clip(position, 0, length - 1).astype(np.int32)
    return whole


def _far_shore(gate: Gate, horizon: float) -> tuple[Field, Field]:
    """Return sky and far shore out of focus, as light and warmth."""
    rng = np.random.default_rng(64)
    up = np.clip(1 - gate.y / horizon, 0, 1)
    cloud = noise((gate.height, gate.width), 65, falloff=2.1, stretch=4.0)
    tone = 0.54 - 0.22 * up + 0.014 * cloud
    heat = 0.30 * (1 - up) ** 3 + np.zeros_like(tone)
    outline = ridge(gate, 66, 0.07, horizon - 0.02, finest=0.4)
    hill = smoothstep(-0.008, 0.008, gate.y - outline)
    tone, heat = mix(tone, 0.20, hill), mix(heat, 0.05, hill)
    for _ in range(16):
        x = rng.uniform(0.05, 0.5) if rng.uniform() < 0.6 else rng.uniform(0.72, 0.97)
        away = np.hypot(gate.x - x * gate.aspect, gate.y - horizon + rng.uniform(0.01, 0.035))
        disc = 1 - smoothstep(0.011, 0.014, away)
        tone = tone + disc * rng.uniform(0.15, 0.45)
        heat = heat + disc * rng.uniform(0.4, 0.9)
    soft = np.clip(tone, 0, 1).astype(np.float32)
    return blur(soft, gate.px(0.003)), np.clip(heat, 0, 1).astype(np.float32)


def _board(gate: Gate) -> tuple[Field, Field]:
    """Return the painted board and its mask, for the columns about it."""
    fine = 3
    margin = 0.03
    wide = gate.px(BOARD_X * gate.aspect + BOARD_WIDTH / 2 + margin)
    wide -= gate.px(BOARD_X * gate.aspect - BOARD_WIDTH / 2 - margin)
    unit = gate.height * fine
    image = Image.new("L", (wide * fine, unit), 238)
    pen = ImageDraw.Draw(image)
    start, end = margin * unit, (margin + BOARD_WIDTH) * unit
    step = METRE * unit / 10
    font = ImageFont.load_default(size=step * 0.92)
    for index in range(-1, 11):
        # The E of a tide staff: five centimetres of marks, then five of bare board.
        y = index * step - 0.031 * unit
        edge = end if index % 2 else start
        turn = -1 if index % 2 else 1
        for bar in range(3):
            top = y + bar * step / 5
            reach = (0.42 if bar != 1 else 0.34) * (end - start)
            pen.rectangle(_box(edge, top, edge + turn * reach, top + step / 10), 26)
        pen.rectangle(_box(edge, y, edge + turn * 0.10 * (end - start), y + step / 2), 26)
        number = "" if index == 3 else str((13 - index) % 10)
        centre = edge + turn * 0.70 * (end - start)
        pen.text((centre, y + step * 0.25), number, 26, font=font, anchor="mm")
    pen.text(
        (start + 0.30 * (end - start), 3.28 * step - 0.031 * unit),
        "6",
        26,
        font=ImageFont.load_default(size=step * 1.25),
        anchor="mm",
    )
    board = np.asarray(image.resize((wide, gate.height), Image.Resampling.BOX), np.float32) / 255
    stain = noise((gate.height, wide), 67, falloff=1.2, stretch=0.35)
    runs = noise((gate.height, wide), 68, falloff=1.1, stretch=0.08)
    board = board * (0.90 + 0.05 * stain) * (1 - 0.16 * smoothstep(0.6, 2.0, runs))
    x = (np.arange(wide) + 0.5) / gate.height - margin
    inside = np.clip(np.minimum(x, BOARD_WIDTH - x) * gate.height + 0.5, 0, 1)[None, :]
    bevel = 1 - 0.35 * np.exp(-np.minimum(x, BOARD_WIDTH - x).clip(0) / 0.006)[None, :]
    return (board * bevel).astype(np.float32), np.repeat(inside, gate.height, 0).astype(np.float32)


def _box(x0: float, y0: float, x1: float, y1: float) -> list[float]:
    return [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]
