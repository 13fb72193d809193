"""Reads the parser's tables of words."""

from functools import cache
from pathlib import Path


def words(table: str) -> frozenset[str]:
    """Return the words of a table."""
    return frozenset(_tables()[table].split())


def phrases(table: str) -> frozenset[str]:
    """Return the wordings of a table, which may hold spaces."""
    return frozenset(" ".join(each.split()) for each in _tables()[table].split(";"))


@cache
def _tables() -> dict[str, str]:
    tables: dict[str, str] = {}
    name = ""
    for line in (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            name = line[2:].partition(":")[0]
        elif line and not line.startswith("#"):
            tables[name] = f"{tables.get(name, '')}\n{line}"
    return tables
