"""A film's captions as reading: in paragraphs by pause, by speaker and by chapter."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from matinee.catalogue.published import ChapterMark, Paragraph, SpokenLine
from matinee.media.captions.cues import Cue, plain

PAUSE_S = 1.8
"""A silence after a whole sentence that begins a paragraph; captions stand on a little."""
LONG_PAUSE_S = 6.0
"""One that does so within a sentence, too."""
LENGTH = 520
"""In letters: a paragraph ends with the first sentence after so many, at twice as many anywhere."""
PUNCTUATED = 0.1
"""The share of cues that end a sentence, below which a text is taken to have no full stops."""
CHAPTER_SLACK_S = 0.5
"""How much earlier than its mark the first words of a chapter may begin."""
NAME_LETTERS = 30

# What is left open ends where another begins: so a line of nothing but brackets is read in one go.
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]+)>")
_DASH = re.compile(r"[-‐‑–—]+(?:\s+|(?=[^\W\d])|(?=[¿¡\"'“‘«]))")
_NAME = re.compile(r"([^\W\d_][^:\n]{0,29}):\s+(?=\S)")
_SOUND = re.compile(
    r"[\[［【][^\[［【\]］】]*[\]］】]"
    r"|(?:^|(?<=\n))[(（][^(（)）]*[)）]"
)
_ENDS, _CLOSES = tuple(".!?…。！？؟।۔"), "\"'”’»)]"
_UNSPACED = re.compile(
    r"(?<=[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60]) (?=[\u3001-\u30ff\u3400-\u9fff\uff01-\uff60])"
)


def paragraphs(cues: Iterable[Cue], chapters: Iterable[ChapterMark] = ()) -> tuple[Paragraph, ...]:
    """Return what the cues say, to be read in one go.

    A paragraph begins after a pause, with another speaker (a voice tag, a leading dash, a
    "NAME:" in capitals) and with a chapter; a sentence is parted by a long silence alone. Of
    chapters in which nobody speaks none is named. Sounds in brackets become lines of their own.
    """
    pieces = [piece for cue in cues for piece in _pieces(cue)]
    flow = _Flow(sorted(chapters, key=lambda each: each.start_s), _is_punctuated(pieces))
    for piece in pieces:
        flow.take(piece)
    return tuple(flow.finished())


@dataclass(frozen=True)
class _Piece:
    """What one speaker says within one cue, or a sound in it."""

    start_s: float
    end_s: float
    words: str
    sound: bool = False
    turns: bool = False
    """Somebody begins to speak here; who, where `speaker` tells."""
    speaker: str = ""
    voiced: bool = False
    """The name is a voice tag's, which holds for its own cue alone."""

    @property
    def ends_sentence(self) -> bool:
        return self.sound or self.words.rstrip(_CLOSES).endswith(_ENDS)


def _pieces(cue: Cue) -> Iterator[_Piece]:
    for speaker, turns, voiced, text in _turns(cue.text):
        said = False
        for words, sound in _apart(text):
            begins = turns and not said
            said = True
            yield _Piece(
                cue.start_s, cue.end_s, words, sound, begins, speaker if begins else "", voiced
            )


def _turns(text: str) -> Iterator[tuple[str, bool, bool, str]]:
    """Yield each turn of a cue: who speaks, whether one begins, by a voice tag, its words."""
    before, *voices = _VOICE.split(text)
    for name, chunk in [("", before), *zip(voices[::2], voices[1::2], strict=True)]:
        lines: list[str] = []
        now = (" ".join(plain(name).split()), bool(name), bool(name))
        for line in plain(chunk).split("\n"):
            speaker, turns, words = _turn(line.strip())
            if turns:
                yield *now, "\n".join(lines)
                lines, now = [], (speaker or (now[0] if now[2] else ""), True, False)
            lines.append(words)
        yield *now, "\n".join(lines)


def _turn(line: str) -> tuple[str, bool, str]:
    """Return who begins to speak with a line, whether anybody does, and the words."""
    dash = _DASH.match(line)
    # A long dash before a small letter goes on with what was broken off.
    turns = dash is not None and not (line[0] in "–—" and line[1:2].islower())
    words = line[dash.end() :] if dash and turns else line
    name = _NAME.match(words)
    if name and name[1].isupper() and sum(map(str.isalpha, name[1])) > 1:
        return name[1], True, words[name.end() :]
    return "", turns, words


def _apart(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the words and the sounds of a turn in their order."""
    at = 0
    for sound in _SOUND.finditer(text):
        yield from _spoken(text[at : sound.start()])
        yield " ".join(sound[0].split()), True
        at = sound.end()
    yield from _spoken(text[at:])


def _spoken(text: str) -> Iterator[tuple[str, bool]]:
    if words := _UNSPACED.sub("", " ".join(text.split())):
        yield words, False


def _is_punctuated(pieces: Sequence[_Piece]) -> bool:
    words = [piece for piece in pieces if not piece.sound]
    return sum(piece.ends_sentence for piece in words) >= PUNCTUATED * len(words)


@dataclass
class _Flow:
    """Takes one piece after another and sets them in paragraphs."""

    chapters: list[ChapterMark]
    punctuated: bool
    made: list[Paragraph] = field(default_factory=list)
    lines: list[SpokenLine] = field(default_factory=list)
    chapter: str = ""
    speaker: str = ""
    named: str = ""
    """Who speaks, as the paragraph shows it: "" where it is still the one before."""
    turns: bool = False
    last: _Piece | None = None
    anchors: Counter[str] = field(default_factory=Counter)

    def take(self, piece: _Piece) -> None:
        chapter = self._opened(piece)
        turns, speaker = self._turned(piece)
        if chapter or turns or self._rests(piece):
            self._close()
            self.chapter, self.turns = chapter, turns
            # A heading parts what one speaker says: the name is told again below it.
            self.named = speaker if turns or chapter else ""
        self.speaker = speaker
        self.lines.append(SpokenLine(piece.start_s, piece.words, piece.sound))
        self.last = piece

    def finished(self) -> list[Paragraph]:
        self._close()
        return self.made

    def _opened(self, piece: _Piece) -> str:
        title = ""
        while self.chapters and self.chapters[0].start_s <= piece.start_s + CHAPTER_SLACK_S:
            title = self.chapters.pop(0).title
        return title

    def _turned(self, piece: _Piece) -> tuple[bool, str]:
        """Say whether another speaks now than before, and who."""
        if piece.turns:
            same = bool(piece.speaker) and piece.speaker.casefold() == self.speaker.casefold()
            return not same, piece.speaker
        if self.last and self.last.voiced and not (piece.voiced or piece.sound):
            return True, ""
        return False, self.speaker

    def _rests(self, piece: _Piece) -> bool:
        if self.last is None:
            return False
        gap_s = piece.start_s - self.last.end_s
        length = sum(len(line.words) for line in self.lines)
        ended = self.last.ends_sentence or not self.punctuated
        if ended and (gap_s >= PAUSE_S or length >= LENGTH):
            return True
        return gap_s >= LONG_PAUSE_S or length >= 2 * LENGTH

    def _close(self) -> None:
        if self.lines:
            unnamed = self.turns and not self.named
            words = tuple(self.lines)
            self.made.append(Paragraph(words, self._anchor(), self.named, self.chapter, unnamed))
        self.lines = []

    def _anchor(self) -> str:
        """Return the second the paragraph begins in; a further one of that second has a number."""
        anchor = f"t{int(self.lines[0].start_s)}"
        self.anchors[anchor] += 1
        count = self.anchors[anchor]
        return anchor if count == 1 else f"{anchor}-{count}"
