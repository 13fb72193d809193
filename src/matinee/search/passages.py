"""Cuts a track's captions into the passages that are indexed, and packs them into blocks."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from matinee.media.captions.cues import Cue
from matinee.search.folding import folded

LONGEST_CS = 4_000
MOST_TOKENS = 90
IN_A_BLOCK = 16
"""Passages that are kept together: about eight minutes, which compress to a third or half."""
LAPS = 6
"""Tokens of the next passage that are indexed with one, so that a phrase may run across."""
PAUSE_CS = 500
"""After so long a silence no phrase goes on."""
LONGEST_LINE = 400
"""Characters of one line; a caption that is longer is cut."""


class SpokenLine(NamedTuple):
    """A caption as it is kept: plain words in one line."""

    start_cs: int
    """In hundredths of a second, so that it is the same when it is read again."""
    end_cs: int
    words: str
    speaker: str = ""


@dataclass(frozen=True)
class Passage:
    """Lines in a row that are indexed as one, and their tokens with those that lap over."""

    lines: tuple[SpokenLine, ...]
    tokens: str


def spoken_lines(cues: Iterable[Cue]) -> Iterator[SpokenLine]:
    """Yield the cues that have words, as they are kept."""
    for cue in cues:
        words, speaker = cue.plain, " ".join(cue.speaker.split())
        for at in range(0, len(words), LONGEST_LINE):
            part = words[at : at + LONGEST_LINE]
            yield SpokenLine(round(cue.start_s * 100), round(cue.end_s * 100), part, speaker)


def passages_of(lines: Sequence[SpokenLine]) -> list[Passage]:
    """Cut lines into passages of at most 40 seconds or 90 tokens, one line at least."""
    parts: list[list[tuple[SpokenLine, list[str]]]] = []
    size = 0
    for line in lines:
        tokens = folded(line.words).split()
        size += len(tokens)
        begun = parts[-1][0][0].start_cs if parts else 0
        if not parts or size > MOST_TOKENS or line.end_cs - begun > LONGEST_CS:
            parts.append([])
            size = len(tokens)
        parts[-1].append((line, tokens))
    return [
        _passage(part, parts[at + 1] if at + 1 < len(parts) else [])
        for at, part in enumerate(parts)
    ]


def _passage(
    part: Sequence[tuple[SpokenLine, list[str]]], after: Sequence[tuple[SpokenLine, list[str]]]
) -> Passage:
    tokens = [token for _, each in part for token in each]
    if after and after[0][0].start_cs - part[-1][0].end_cs < PAUSE_CS:
        tokens += [token for _, each in after for token in each][:LAPS]
    return Passage(tuple(line for line, _ in part), " ".join(tokens))


def pack(passages: Sequence[Passage]) -> bytes:
    """Return passages, a block of them at most, as they are kept."""
    return zlib.compress("\n\n".join(map(_written, passages)).encode(), 9)


def unpack(data: bytes) -> list[str]:
    """Return the passages of a block, each for `lines_of`: seldom are all of them read."""
    return zlib.decompress(data).decode().split("\n\n")


def lines_of(written: str) -> Iterator[SpokenLine]:
    """Yield the lines of one passage."""
    end_cs = 0
    for row in written.split("\n"):
        pause, lasts, speaker, words = row.split("\t", 3)
        start_cs = end_cs + int(pause)
        end_cs = start_cs + int(lasts)
        yield SpokenLine(start_cs, end_cs, words, speaker)


def _written(passage: Passage) -> str:
    """Write when each line begins after the one before, how long it stands, and its words."""
    rows, end_cs = [], 0
    for line in passage.lines:
        times = f"{line.start_cs - end_cs}\t{line.end_cs - line.start_cs}"
        rows.append(f"{times}\t{line.speaker}\t{line.words}")
        end_cs = line.end_cs
    return "\n".join(rows)
