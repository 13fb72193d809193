"""The making-of: the lamp and its wall as a drawing, drawn while one watches."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from matinee.cli.demo.light import Gate, Paint, Palette, Pixels, noise

PAPER = Palette(("1c2530", "3b4a5c", "8a97a3", "d5d2c4", "efe9da", "fbf8f0"))
SLATS = 15
FINE = 2
STROKE_S = 0.16

Point = tuple[float, float]


def plan(gate: Gate) -> Paint:
    """Draw line after line, in parts of the picture's height, on paper with a grain."""
    paper = 0.80 + 0.018 * noise((gate.height, gate.width), 51, falloff=0.9)
    strokes = _strokes(gate.aspect)
    unit = gate.height * FINE
    font = ImageFont.load_default(size=0.034 * unit)
    notes = (
        (1.0, (0.16, 0.075), "COME IN   plan and section   1:10"),
        (4.2, (0.16, 0.93), f"{SLATS} slats, each on a hinge"),
        (6.6, (gate.aspect * 0.56, 0.93), "one lamp, one hand"),
    )

    def paint(time_s: float) -> Pixels:
        sheet = Image.new("L", (gate.width * FINE, gate.height * FINE), 0)
        pen = ImageDraw.Draw(sheet)
        for index, (start, end, weight) in enumerate(strokes):
            share = min(1.0, time_s / STROKE_S - index * 0.85)
            if share > 0:
                tip = tuple(a + (b - a) * share for a, b in zip(start, end, strict=True))
                line = [start[0] * unit, start[1] * unit, tip[0] * unit, tip[1] * unit]
                pen.line(line, 235, round(weight * unit))
        for at, place, words in notes:
            shown = words[: max(0, int((time_s - at) * 22))]
            pen.text((place[0] * unit, place[1] * unit), shown, 235, font=font, anchor="lm")
        swing = 0.42 * np.sin(1.9 * time_s)
        _lamp(pen, gate.aspect / 2 * unit, unit, float(swing), time_s)
        drawn = np.asarray(sheet.resize((gate.width, gate.height), Image.Resampling.BOX))
        return PAPER.develop(paper - 0.66 * drawn.astype(np.float32) / 255)

    return paint


def _strokes(aspect: float) -> Sequence[tuple[Point, Point, float]]:
    """Return the lines in the order they are drawn: frame, slats, dimensions."""
    left, right, top, foot = 0.16, aspect - 0.16, 0.16, 0.80
    frame = [
        ((left, foot), (right, foot), 0.005),
        ((left, top), (left, foot), 0.003),
        ((right, foot), (right, top), 0.003),
        ((right, top), (left, top), 0.003),
    ]
    step = (right - left) / SLATS
    slats = []
    for index in range(1, SLATS):
        x = left + index * step
        slats.append(((x, top), (x, foot), 0.0018))
        slats.append(((x - step * 0.4, foot + 0.018), (x + step * 0.1, foot + 0.035), 0.0018))
    below = foot + 0.065
    measures = [
        ((left, below), (right, below), 0.0015),
        ((left, below - 0.012), (left, below + 0.012), 0.0015),
        ((right, below - 0.012), (right, below + 0.012), 0.0015),
    ]
    return [*frame, *slats, *measures]


def _lamp(
    pen: ImageDraw.ImageDraw, middle: float, unit: float, swing: float, time_s: float
) -> None:
    """Draw the lamp on its cord once the wall stands, and the arc it travels."""
    if time_s < 3.0:
        return
    top, length, radius = -0.35 * unit, 0.75 * unit, 0.034 * unit
    box = [middle - length, top - length, middle + length, top + length]
    pen.arc(box, 90 - 25, 90 + 25, 120, round(0.0018 * unit))
    x, y = middle + length * np.sin(swing), top + length * np.cos(swing)
    pen.line([middle, top, x, y], 235, round(0.0025 * unit))
    pen.ellipse([x - radius, y - radius, x + radius, y + radius], 0, 235, round(0.004 * unit))
