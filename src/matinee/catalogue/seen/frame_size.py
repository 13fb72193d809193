"""The size in which another page shows a film's player."""

WIDTH = 960
"""In pixels, where nobody asks for another."""


def fitted(width: int, height: int, most: tuple[int, int] = (WIDTH, 0)) -> tuple[int, int]:
    """Return the largest size of the film's shape within these pixels; 0 is no limit.

    A film is never shown larger than it is, but for one that is smaller than any page has
    room for: the player's controls need some.
    """
    wide, high = max(width, 320), max(height, 1) * max(width, 320) / max(width, 1)
    scale = min(
        [1.0, *(limit / side for limit, side in zip(most, (wide, high), strict=True) if limit)]
    )
    return max(1, round(wide * scale)), max(1, round(high * scale))
