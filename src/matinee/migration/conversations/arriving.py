"""What every format is read into: pages, what was said below them, and what stays behind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the old site; times here and below are microseconds since 1970, UTC."""

    key: str
    """What the comments of the same file call it."""
    address: str
    slug: str = ""
    title: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as it comes: its words are already text in our small Markdown."""

    key: str
    """Its origin, the same whenever the same comment is read again."""
    page: str
    parent: str
    """The origin of what it answers, "" where it answers nothing."""
    state: str
    name: str
    text: str
    link: str = ""
    email: str = ""
    badge: str = ""
    at: int | None = None
    """None where the file gives no day that can be true."""
    shown: int | None = None
    changed: int | None = None
    rank: int = 0
    """Its number or place on another site of ours, 0 elsewhere."""
    moment: int | None = None
    pinned: bool = False
    cut: bool = False
    """Whether its text was longer than what is kept."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something of the file that does not come along; `why` is a word of the result."""

    why: str


Arrival = Page | Said | Left
Advance = Callable[[float], None]
"""Is told how far the file is read, in 0…1."""


class Reader(Protocol):
    """Reads one format; raises Refused where the file is not what it should be."""

    def __call__(self, file: Path, advance: Advance) -> Iterator[Arrival]:
        """Yield what is in the file, once and in its order, with memory that does not grow."""
