"""Words become cues: a dynamic programme over the places where a cue may end."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from matinee.media.captions.cues import Cue, cue_text
from matinee.media.captions.norms import BROADCAST, Norms
from matinee.media.captions.phrases import SENTENCE, break_costs, ends_sentence
from matinee.media.captions.timing import Said, lateness_ms, show
from matinee.media.captions.widths import columns
from matinee.media.speech.words import Word, text_of

LONGEST_PAUSE_S = 1.5
"""No cue stands across a longer pause: it would tell what is said before it is."""
_PAUSE_S = 0.5
_CUE = 3.0
"""What every cue costs: fewer are quieter to watch."""
_FOLD = 0.4
"""How much the break between two lines counts beside the one between two cues."""
_LATE_MS = 1000
"""Later than this, hesitations and stammers are left out."""
_HESITATIONS = frozenset(["uh", "uhm", "erm", "hm", "hmm", "mm", "ehm", "äh", "ähm", "euh", "heu"])
_ENGLISH_HESITATIONS = _HESITATIONS | {"um", "er"}
"""In German, Dutch or Portuguese these two are words."""


def segment(words: Sequence[Word], language: str = "", norms: Norms = BROADCAST) -> list[Cue]:
    """Return cues that keep every norm and hold every word, in order.

    They end at the ends of sentences, clauses and phrases, in that order, and at pauses; two
    lines are of about the same length, the upper not the longer. Where someone speaks faster
    than can be read, see `show`; where a cue would come more than a second late, hesitations
    and stammers are left out of it and of those that make it late.
    """
    whole = _whole(words, norms)
    groups = _groups(whole, language, norms)
    said = [_said(group) for group in groups]
    late = lateness_ms(said, show(said, norms))
    if max(late, default=0) > _LATE_MS:
        groups = _relieved(groups, late, language)
        said = [_said(group) for group in groups]
    return [
        Cue(shown.start_ms / 1000, shown.end_ms / 1000, _text(group, language, norms))
        for group, shown in zip(groups, show(said, norms), strict=True)
    ]


def _whole(words: Sequence[Word], norms: Norms) -> list[Word]:
    """Return words in order of time, none wider than a line and none longer than a cue."""
    pieces: list[Word] = []
    begin = 0.0
    for word in words:
        begin = max(begin, word.start_s)
        end = min(max(begin, word.end_s), begin + norms.max_s)
        pieces += _cut(replace(word, start_s=begin, end_s=end), norms.line_columns)
    return pieces


def _cut(word: Word, most: int) -> Iterator[Word]:
    """Cut what is wider than a line into parts that fit, said one after the other."""
    if columns(word.text) <= most:
        yield word
        return
    parts = [""]
    for letter in word.text:
        if columns(parts[-1] + letter) > most:
            parts.append("")
        parts[-1] += letter
    step = (word.end_s - word.start_s) / len(parts)
    for index, part in enumerate(parts):
        start = word.start_s + index * step
        # As words of their own: a line that is full has to end somewhere.
        yield replace(word, text=part, start_s=start, end_s=start + step, spaced=True)


@dataclass(frozen=True)
class _Track:
    """What the programme asks of words again and again, counted once."""

    words: Sequence[Word]
    ends: list[float]
    """What a break after each word costs."""
    left: list[int]
    """Columns before each word, were all in one line, its own space counted."""
    right: list[int]
    """Columns up to the end of each word."""
    norms: Norms

    def width(self, first: int, after: int) -> int:
        """Return the columns of the words from `first` to before `after` in one line."""
        return self.right[after - 1] - self.left[first]

    def fold(self, first: int, after: int) -> tuple[int, float]:
        """Return before which word the second line begins, and what that break costs.

        `after` and 0 for what fits one line; 0 and infinity for what does not fit two.
        """
        most = self.norms.line_columns
        if self.width(first, after) <= most:
            return after, 0.0
        best, least = 0, float("inf")
        # From the last word that the first line can hold; before it the second line grows.
        for at in range(bisect_right(self.right, self.left[first] + most), first, -1):
            below = self.width(at, after)
            if below > most:
                break
            above = self.width(first, at)
            cost = self.ends[at - 1] + abs(above - below) / 12 + (above > below) * 0.5
            if cost < least:
                best, least = at, cost
        return best, least


def _groups(words: Sequence[Word], language: str, norms: Norms) -> list[list[Word]]:
    """Return the words parted into cues at the least cost."""
    track = _track(words, language, norms)
    count = len(words)
    cost = [0.0] + [float("inf")] * count
    back = [0] * (count + 1)
    for after in range(1, count + 1):
        for first, own in _cues_before(track, after):
            if cost[first] + own < cost[after]:
                cost[after], back[after] = cost[first] + own, first
    groups: list[list[Word]] = []
    at = count
    while at:
        groups.append(list(words[back[at] : at]))
        at = back[at]
    return groups[::-1]


def _track(words: Sequence[Word], language: str, norms: Norms) -> _Track:
    widths = [columns(word.text) for word in words]
    spaces = [int(word.spaced) for word in words]
    right = list(accumulate(a + b for a, b in zip(widths, spaces, strict=True)))
    left = [end - width for end, width in zip(right, widths, strict=True)]
    return _Track(words, break_costs(words, language), left, right, norms)


def _cues_before(track: _Track, after: int) -> Iterator[tuple[int, float]]:
    """Yield the first word of every cue that could end before a word, and what it costs."""
    words, norms = track.words, track.norms
    last = words[after - 1]
    until_s = words[after].start_s if after < len(words) else last.end_s + norms.max_s
    inner = 0.0
    for first in range(after - 1, -1, -1):
        word = words[first]
        if first < after - 1:
            pause_s = words[first + 1].start_s - word.end_s
            if pause_s > LONGEST_PAUSE_S:
                return
            inner += 12 * pause_s if pause_s > _PAUSE_S else 0.0
            inner += 2.5 if ends_sentence(word) else 0.0
        folding = track.fold(first, after)[1]
        if first < after - 1 and (
            folding == float("inf") or last.end_s - word.start_s > norms.max_s
        ):
            return
        own = _own_cost(track, first, after, until_s - norms.gap_s)
        yield first, inner + own + folding * _FOLD


def _own_cost(track: _Track, first: int, after: int, until_s: float) -> float:
    """Return what a cue costs by itself: how it ends, and how far it is from being readable."""
    norms = track.norms
    width = track.width(first, after)
    missing_s = norms.reading_s(width) - (until_s - track.words[first].start_s)
    short = max(0, 15 - width) * 0.3
    end = track.ends[after - 1]
    end = 60.0 if end == float("inf") else end
    begins_late = 0.0 if first == 0 or track.ends[first - 1] == SENTENCE else short
    return _CUE + end + begins_late + 8 * max(0.0, missing_s)


def _said(group: Sequence[Word]) -> Said:
    """Return when a cue's words are said and their columns, a space for the end of a line."""
    width = columns(text_of(list(group))) + (not all(word.spaced for word in group[1:]))
    return Said(round(group[0].start_s * 1000), round(group[-1].end_s * 1000), width)


def _relieved(groups: Sequence[list[Word]], late: Sequence[int], language: str) -> list[list[Word]]:
    """Leave hesitations and stammers out of each run of late cues, and of the one before it."""
    english = language.partition("-")[0].lower() == "en"
    hesitations = _ENGLISH_HESITATIONS if english else _HESITATIONS
    kept = list(groups)
    run: list[int] = []
    for index, late_ms in enumerate([*late, 0]):
        if late_ms:
            run = run or [max(0, index - 1)]
            run.append(index)
            continue
        if run and max(late[each] for each in run) > _LATE_MS:
            for each in run:
                kept[each] = _fluent(kept[each], hesitations)
        run = []
    return kept


def _fluent(group: list[Word], hesitations: frozenset[str]) -> list[Word]:
    """Return a cue's words without hesitations and without what is said twice on end."""
    kept: list[Word] = []
    for word in group:
        bare = re.sub(r"\W", "", word.text).lower()
        if word.spaced and bare in hesitations:
            continue
        if bare and kept and word.spaced and bare == re.sub(r"\W", "", kept[-1].text).lower():
            kept.pop()
        kept.append(word)
    return kept or group


def _text(group: Sequence[Word], language: str, norms: Norms) -> str:
    track = _track(group, language, norms)
    at, _ = track.fold(0, len(group))
    lines = [group[:at], group[at:]]
    return "\n".join(cue_text(text_of(list(line))) for line in lines if line)
