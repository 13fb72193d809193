"""Blocks of credits as people paste them, with what should be read in each.

Every file holds blocks with ===== between; a block is a title, the text, -----, and one
line a credit: role | name | for | as | kind. What is left out at the end is not compared.
All names are invented.
"""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Expected:
    """A credit as written below a block; "" compares as nothing said."""

    role: str
    name: str
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A pasted text and its credits."""

    title: str
    text: str
    credits: tuple[Expected, ...]


def read_blocks(file: Path) -> list[Block]:
    """Read the blocks of one file."""
    return [_read(chunk) for chunk in file.read_text(encoding="utf-8").split("\n=====\n")]


def all_blocks() -> list[Block]:
    """Read the blocks of all files."""
    return [block for file in sorted(HERE.glob("*.txt")) for block in read_blocks(file)]


def _read(chunk: str) -> Block:
    title, _, rest = chunk.partition("\n")
    text, _, credits = f"{rest}\n".partition("\n-----\n")
    lines = [[cell.strip() for cell in line.split("|")] for line in credits.splitlines() if line]
    return Block(
        title.removeprefix("# "),
        text,
        tuple(Expected(role, name, tuple(said)) for role, name, *said in lines),
    )
