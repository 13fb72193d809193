"""Lettering: the opening title and the end card, set in type with open tracking."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from matinee.cli.demo import words
from matinee.cli.demo.light import Field, Gate

FINE = 2


def title(gate: Gate) -> Field:
    """Return the opening title as a mask."""
    card = Card(gate)
    card.line(words.TITLE.upper(), y=0.475, size=0.058, tracking=0.42)
    return card.mask()


def end_card(gate: Gate) -> Field:
    """Return the end card as a mask: the title, three credits, the companies."""
    card = Card(gate)
    card.line(words.TITLE.upper(), y=0.26, size=0.040, tracking=0.42)
    for index, (role, name) in enumerate(words.END_CARD):
        y = 0.43 + 0.125 * index
        card.line(role, y=y, size=0.0235, tracking=0.06, tone=150)
        card.line(name, y=y + 0.045, size=0.034, tracking=0.05)
    card.line(words.END_COMPANIES, y=0.86, size=0.021, tracking=0.08, tone=150)
    return card.mask()


class Card:
    """A sheet of type, finer than the picture; sizes are parts of the picture's height."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._sheet = Image.new("L", (gate.width * FINE, gate.height * FINE), 0)
        self._pen = ImageDraw.Draw(self._sheet)

    def line(self, text: str, *, y: float, size: float, tracking: float, tone: int = 255) -> None:
        """Set one centred line; `tracking` is the space added after a letter, in ems."""
        unit = self._gate.height * FINE
        font = ImageFont.load_default(size=size * unit)
        added = tracking * size * unit
        # Pairs are kerned by measuring each letter together with the one before it.
        steps = [font.getlength(text[: index + 1]) for index in range(len(text))]
        starts = [0.0] + [step + added * (index + 1) for index, step in enumerate(steps)]
        x = (self._sheet.width - (starts[-1] - added)) / 2
        for start, letter in zip(starts, text, strict=False):
            self._pen.text((x + start, y * unit), letter, tone, font=font, anchor="lm")

    def mask(self) -> Field:
        """Return the sheet at the picture's size, 0 to 1."""
        small = self._sheet.resize((self._gate.width, self._gate.height), Image.Resampling.BOX)
        return np.asarray(small, np.float32) / 255
