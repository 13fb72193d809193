"""Land: the outlines of hills and of the spruces that stand on them."""

import numpy as np

from matinee.cli.demo.light import Field, Gate, smoothstep


def ridge(gate: Gate, seed: int, height: float, base: float, finest: float = 1.0) -> Field:
    """Return the row (0 to 1) of a hill's outline in each column, shaped (1, width)."""
    rng = np.random.default_rng(seed)
    line = np.zeros(gate.width)
    for octave in range(7):
        pitch = 1.7 * 2**octave
        posts = rng.uniform(-1, 1, 1024)
        at = gate.x[0] * pitch + 40
        low, share = at.astype(int), smoothstep(0, 1, at % 1)
        line += (
            (posts[low] * (1 - share) + posts[low + 1] * share)
            / 1.75**octave
            * finest ** (octave / 3)
        )
    return (base - height * (0.5 + 0.5 * line))[None, :].astype(np.float32)


def spruces(gate: Gate, seed: int, tall: float) -> Field:
    """Return how far trees stand above the ridge in each column."""
    rng = np.random.default_rng(seed)
    reach = np.zeros(gate.width, np.float32)
    count = int(gate.aspect / tall * 2.4)
    for x, size in zip(
        rng.uniform(0, gate.aspect, count), rng.uniform(0.35, 1.5, count) ** 1.4, strict=True
    ):
        # Boughs: the outline steps in and out a little on its way to the tip.
        away = np.abs(gate.x[0] - x) / (0.26 * tall * size)
        tree = tall * size * np.clip(1 - away + 0.10 * np.sin(away * 19), 0, 1)
        np.maximum(reach, tree, out=reach)
    return reach
