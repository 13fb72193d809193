"""The HTML that shows a film's player on other people's pages, and how large."""

from typing import Protocol

from markupsafe import Markup

WIDTH = 960
"""In pixels, where nobody asks for another."""
NARROWEST = 320
"""The player's controls need so much."""


class Shaped(Protocol):
    """Anything with a width and a height in pixels."""

    @property
    def width(self) -> int:
        """The width."""

    @property
    def height(self) -> int:
        """The height."""


def fitted(film: Shaped, max_width: int = WIDTH, max_height: int = 0) -> tuple[int, int]:
    """Return the largest size of the film's shape within these pixels; 0 is no limit.

    A film smaller than the player's controls is enlarged for them, if there is room.
    """
    enlarged = max(1.0, NARROWEST / film.width)
    width, height = film.width * enlarged, film.height * enlarged
    limits = [most / side for most, side in ((max_width, width), (max_height, height)) if most]
    scale = min([1.0, *limits])
    return max(1, round(width * scale)), max(1, round(height * scale))


def embed_code(player: str, title: str, size: tuple[int, int]) -> str:
    """Return an iframe with the player, as wide as there is room and never wider than `size`."""
    width, height = size
    code = Markup(
        '<iframe src="{}" width="{}" height="{}" title="{}"'
        ' style="width: 100%; max-width: {}px; height: auto; aspect-ratio: {} / {}; border: 0"'
        ' allow="picture-in-picture" allowfullscreen loading="lazy"></iframe>'
    )
    return str(code.format(player, width, height, title, width, width, height))
