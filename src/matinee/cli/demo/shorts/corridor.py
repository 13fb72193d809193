"""The music video: one long corridor of lit rooms, walked through in time with the music."""

import numpy as np

from matinee.cli.demo.light import Field, Gate, Paint, Palette, Pixels, noise, smoothstep
from matinee.cli.demo.shorts.beat import BEAT_S, pulse

NEON = Palette(
    ("06070c", "101a33", "1f4068", "3f7fa6", "93c9d6", "eef8f4"),
    ("0b0609", "37122a", "8a2f4b", "d9644a", "f4b56d", "fff1cf"),
)
WIDE, HIGH = 0.66, 0.40
"""Half the corridor's width and height where it is as far away as the picture is tall."""
DOOR = 0.14
"""How much of each room's depth its door frame takes."""
LAST_ROOM = 64


def corridor(gate: Gate) -> Paint:
    """Glide through the rooms; each has a colour, and lights up as the beat passes it."""
    across = gate.x - gate.aspect / 2 + np.zeros_like(gate.y)
    down = gate.y - 0.5 + np.zeros_like(gate.x)
    beside, above = np.abs(across) / WIDE, np.abs(down) / HIGH
    depth = 1 / np.maximum(np.maximum(beside, above), 0.02)
    wall = smoothstep(-0.01, 0.01, beside - above)
    floor = (1 - wall) * (down > 0)
    fog = np.exp(-0.085 * depth)
    stain = 1 + 0.07 * noise((gate.height, gate.width), 31, falloff=1.3)
    rooms = np.random.default_rng(32)
    lamps, hues = rooms.uniform(0.25, 1.0, LAST_ROOM), rooms.uniform(0, 1, LAST_ROOM)
    # Light falls from the ceiling: walls fade downwards, the floor gives it back.
    height = np.clip(0.5 - down * np.clip(depth, 0, 8) * 0.9, 0, 1)
    shade = np.where(wall > 0.5, 0.45 + 0.5 * height, 0.86 - 0.5 * floor)

    def paint(time_s: float) -> Pixels:
        walked = 1.9 * time_s + 0.10 * np.sin(2 * np.pi * time_s / BEAT_S)
        place = depth * 1.35 + walked
        room = place.astype(np.int32) % LAST_ROOM
        within = place - np.floor(place)
        frame = smoothstep(DOOR, DOOR - 0.03, within) * smoothstep(0.0, 0.02, within)
        light = lamps.take(room) * (0.95 + 1.5 * _passing(time_s, place - walked))
        tone = light * shade * stain * (0.5 + 0.5 * smoothstep(0.2, 0.9, within)) * fog
        tone = tone * (1 - 0.72 * frame) + 0.10 * frame * fog
        tone += 0.5 * smoothstep(9, 30, depth) * (0.75 + 0.25 * pulse(time_s))
        return NEON.develop(tone, hues.take(room).astype(np.float32))

    return paint


def _passing(time_s: float, ahead: Field) -> Field:
    """Return how lit a room is: the beat runs down the corridor and fades behind itself."""
    since = (time_s / BEAT_S - ahead * 0.22) % 1.0
    passing: Field = np.exp(-3.2 * since).astype(np.float32)
    return passing
