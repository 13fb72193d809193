"""The advertisement: a lamp swings before a plywood wall, and the wall gives way to a door."""

import numpy as np

from matinee.cli.demo.light import Gate, Paint, Palette, Pixels, mix, noise, smoothstep

PLYWOOD = Palette(
    ("0c0807", "2c1b12", "6a4427", "a9763f", "dcb377", "fbe9c4"),
    ("140b06", "45230f", "97561d", "dc9440", "f9cf86", "fffaf0"),
)
SLATS = 15
LAMP_HEIGHT = 0.24
SWING = 0.42
OPENS_AT_S = 4.5


def lamp(gate: Gate) -> Paint:
    """Swing the lamp; its light rakes over slats whose edges bend further with time."""
    grain = noise((gate.height, gate.width), 41, falloff=1.5, stretch=0.06)
    board = 0.62 + 0.045 * grain
    middle = gate.aspect * 0.5
    door = gate.aspect * 0.70

    def paint(time_s: float) -> Pixels:
        angle = SWING * np.sin(1.9 * time_s)
        lamp_x, lamp_y = middle + 0.75 * np.sin(angle), -0.35 + 0.75 * np.cos(angle)
        bend = 0.10 * smoothstep(0, 8, time_s) * np.sin(3.1 * gate.y + 1.2 * time_s)
        slat = (gate.x / gate.aspect + bend) * SLATS
        edge = slat - np.floor(slat) - 0.5
        lean = 1.5 * edge
        away_x, away_y = lamp_x - gate.x, lamp_y - gate.y
        reach = away_x**2 + away_y**2 + LAMP_HEIGHT**2
        facing = np.clip(LAMP_HEIGHT + lean * away_x, 0, None)
        lit = 0.18 * facing / reach**1.5
        gap = smoothstep(0.5, 0.44, np.abs(edge))
        tone = board * (0.04 + np.clip(lit, 0, 1.5)) * (0.35 + 0.65 * gap)
        open_ = 0.17 * smoothstep(OPENS_AT_S, OPENS_AT_S + 3.5, time_s)
        inside = smoothstep(0.006, -0.006, np.abs(gate.x - door) - open_)
        inside = inside * smoothstep(0.16, 0.175, gate.y) * smoothstep(0.995, 0.985, gate.y)
        spill = float(open_) * 1.6 / (0.25 + (gate.x - door) ** 2 * 6 + (gate.y - 0.55) ** 2)
        tone = mix(tone + 0.16 * spill * board, 0.90 - 0.25 * gate.y, inside)
        bulb = np.hypot(gate.x - lamp_x, gate.y - lamp_y)
        tone = np.maximum(tone, smoothstep(0.036, 0.030, bulb))
        cord = np.abs((gate.x - middle) - (gate.y + 0.35) * np.tan(angle))
        tone = tone * (1 - 0.85 * smoothstep(0.004, 0.002, cord) * (gate.y < lamp_y - 0.03))
        warmth = np.clip(0.25 + 0.55 * lit + 0.5 * inside, 0, 1)
        return PLYWOOD.develop(tone.astype(np.float32), warmth.astype(np.float32))

    return paint
