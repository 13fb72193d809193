"""The sample film's captions: cues timed from the narration, set by a captioner's rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from matinee.cli.demo.shots import FRAME_RATE, Placed
from matinee.cli.demo.words import Line

LINE_CHARACTERS = 42
SHORTEST_S, LONGEST_S = 1.0, 7.0
CHARACTERS_PER_S = 16.0
GAP_S = 3 / FRAME_RATE
LINGER_S = 0.35


@dataclass(frozen=True)
class Cue:
    """A span of the film and its words by language tag, not yet broken into lines."""

    start_s: float
    end_s: float
    words: dict[str, str]


def place(
    shots: Sequence[Placed], lines: Sequence[Line], spoken_s: Sequence[float]
) -> tuple[Cue, ...]:
    """Give every sentence its time: as written, or later when the one before is not read yet.

    A cue stays a moment after the voice, and as long as its longer language needs.
    """
    starts = {each.shot.key: each.start_s for each in shots}
    cues: list[Cue] = []
    free_s = 0.0
    for line, length_s in zip(lines, spoken_s, strict=True):
        start_s = max(starts[line.shot] + line.enters_s, free_s)
        words = {"en": line.english, "fr": line.french}
        reading_s = max(map(len, words.values())) / CHARACTERS_PER_S
        shown_s = min(max(length_s + LINGER_S, reading_s, SHORTEST_S), LONGEST_S)
        cues.append(Cue(start_s, start_s + shown_s, words))
        free_s = start_s + max(shown_s, length_s) + GAP_S
    return tuple(cues)


def as_srt(cues: Sequence[Cue], language: str) -> str:
    """Write one language's cues as SubRip text."""
    blocks = [
        f"{number}\n{_clock(cue.start_s)} --> {_clock(cue.end_s)}\n"
        + "\n".join(broken(cue.words[language]))
        for number, cue in enumerate(cues, 1)
    ]
    return "\n\n".join(blocks) + "\n"


def broken(words: str) -> tuple[str, ...]:
    """Break a cue into one line or two, at the space nearest to even halves, commas first.

    Raises ValueError when two lines do not hold it: the sentence must be rewritten.
    """
    if len(words) <= LINE_CHARACTERS:
        return (words,)
    spaces = [index for index, letter in enumerate(words) if letter == " "]
    fits = [at for at in spaces if max(at, len(words) - at - 1) <= LINE_CHARACTERS]
    if not fits:
        raise ValueError(f"too long for two lines: {words}")

    def cost(at: int) -> float:
        return abs(len(words) / 2 - at) - (8 if words[at - 1] in ",.;:" else 0)

    at = min(fits, key=cost)
    return words[:at], words[at + 1 :]


def _clock(seconds: float) -> str:
    total_ms = round(seconds * 1000)
    minutes, ms = divmod(total_ms, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{ms // 1000:02},{ms % 1000:03}"
