"""Reads lines whose label and names have no mark between them, or stand the other way round."""

import re
from dataclasses import replace

from matinee.catalogue.credits_text.casing import is_all_caps
from matinee.catalogue.credits_text.clean import Line
from matinee.catalogue.credits_text.context import MAX_LABEL_WORDS, Context
from matinee.catalogue.credits_text.items import Alone, Item, Nothing, Pair, Pairs
from matinee.catalogue.credits_text.labels import Label, own_label
from matinee.catalogue.credits_text.looks import are_names, could_be_names, is_name
from matinee.catalogue.credits_text.words import words
from matinee.catalogue.roles import role

_WITH = re.compile(r",\s+((?i:with|starring|featuring|avec|mit|con))\s+(?=[^\W\d_a-z])")
_LOOSE = re.compile(r"^([^,.:;!?()“”\"]{3,70}\sby)\s+([^,.:;!?()“”\"]{3,60})$", re.IGNORECASE)
_TOLD_BY = re.compile(
    r"publish|posted|upload|present|select|award|inspir|based|recommend|shar|follow|host|power|copyright|"
    r"licen|quot|review|interview|told|sent|brought|submit|nominat|filed|wri|said",
    re.IGNORECASE,
)
_PLACE_WORD = re.compile(
    r"(?:on|in|at|with|to|for|from|during|entirely|&|\+)(?:\s|$)", re.IGNORECASE
)
_BRACKETED = re.compile(r"^([^()\[\]]{2,80}?)\s*[(\[]([^()\[\]]{2,60})[)\]]$")
_WHAT_FOR = re.compile(
    r"\s+for\s+(?!the\s+[^\W\d_a-z])[a-z][^,;]*?(?=,|;|\sand\s|$)"
    r"|(?:,|\s+and\b|\s+&)*\s*\b(?:everyone|everybody|all|those|anyone)\s+(?:those\s+)?(?:who|that)\b[^,;]*"
)
# "film @halden" is a link to it.
_SENT = frozenset({"film", "video", "via"})
# "Thank you Ida for the cake" is a letter.
_THANK_YOU = re.compile(r"(?:you|thanks|merci|danke?|gracias|grazie)$", re.IGNORECASE)
_PHRASE_END = re.compile(
    r"\b(?:by|to|with|from|thanks|of|par|de|du|des|à|avec|von|an|mit|der|des|durch|por|con|a|da|di|"
    r"del|starring|featuring|ringrazia|ringraziano|merci|danken|introducing|thank|you|com|starring)$",
    re.IGNORECASE,
)
# Nouns that begin names of firms and songs too: without a mark they are no label.
_WEAK = words("weak-labels")


def alone_on_line(line: Line, text: str, context: Context) -> Item | None:
    """Read a label with nothing else on its line."""
    label = context.label(text)
    if label and label.first.key == "thanks" and text.endswith((",", "!")):
        # The end of a letter: its writer's name follows.
        return Nothing(line.number, text)
    return Alone(line.number, text, label) if label else None


def turned_round(line: Line, text: str, context: Context) -> Item | None:
    """Read "Jane Roe (Director)", "Jane Roe, director", "Director, Jane Roe"."""
    if match := re.fullmatch(r"([^()\[\]]{2,120}?)\s*[(\[]([^()\[\]]{2,80})[)\]]", text):
        label = context.label(match[2])
        if label and is_name(match[1]) and not context.in_cast:
            return Pairs(line.number, text, (Pair(label, match[1]),), turned=True)
    if several := _several_turned(text, context):
        return Pairs(line.number, text, several)
    left, comma, right = text.partition(",")
    if not comma or len(text) > 200:
        return None
    label = context.label(right)
    if label and is_name(left) and not context.in_cast:
        return Pairs(line.number, text, (Pair(label, left),))
    label = context.label(left)
    label_too = any(context.label(piece) for piece in right.split(","))
    if label and are_names(right) and not label_too and left.casefold() not in _WEAK:
        return Pairs(line.number, text, (Pair(label, right.strip()),))
    return None


def _several_turned(text: str, context: Context) -> tuple[Pair, ...]:
    """Read "Jane Roe (dir.), Bo Park (editor)"."""
    pairs = []
    for piece in text[:4000].split(","):
        match = _BRACKETED.match(piece.strip())
        label = context.label(match[2]) if match else None
        if not match or not label or not is_name(match[1]):
            return ()
        pairs.append(Pair(label, match[1]))
    return tuple(pairs)


def without_mark(line: Line, text: str, context: Context) -> Item | None:
    """Read "Directed by Jane Roe", "DIRECTOR Jane Roe"."""
    if runs := _capital_runs(text, context):
        return Pairs(line.number, text, runs)
    spans = list(re.finditer(r"\S+", text))
    if len(text) > 1500:
        spans = spans[: MAX_LABEL_WORDS + 2]
    for count in range(min(MAX_LABEL_WORDS, len(spans) - 1), 0, -1):
        head, rest = text[: spans[count - 1].end()], text[spans[count].start() :]
        label = context.label(head)
        if label and label.first.key == "thanks" and not _THANK_YOU.search(head):
            rest = _WHAT_FOR.sub("", rest)
        letter = text.endswith((",", "!")) and _THANK_YOU.search(head)
        if label and not letter and _standswithout_mark(head, rest, label):
            return Pairs(line.number, text, (Pair(label, rest),))
    return None


def _capital_runs(text: str, context: Context) -> tuple[Pair, ...]:
    """Read "DIRECTOR Jane Roe PRODUCER Bo Park": labels in capitals, names in ordinary case."""
    runs: list[tuple[bool, str]] = []
    for word in text[:2000].split():
        caps = word.isupper() and len(word) > 1
        if runs and runs[-1][0] == caps:
            runs[-1] = (caps, f"{runs[-1][1]} {word}")
        else:
            runs.append((caps, word))
    if len(runs) < 4 or len(runs) % 2 or not runs[0][0]:
        return ()
    labels = [context.label(run) for _, run in runs[::2]]
    names = [run for _, run in runs[1::2]]
    if not all(map(are_names, names)):
        return ()
    pairs = tuple(Pair(label, said) for label, said in zip(labels, names, strict=True) if label)
    return pairs if len(pairs) == len(names) else ()


def loosely_by(line: Line, text: str, context: Context) -> Item | None:
    """Read "directed by maya trent" and "Piano by Jo Bell", which other credits must bear out."""
    match = _LOOSE.match(text)
    if not match:
        return None
    said, names = match[1], match[2]
    label = context.label(said)
    if label and text.islower() and 1 < len(names.split()) < 4 and could_be_names(names):
        return Pairs(line.number, text, (Pair(label, names, known=False),))
    whole = are_names(names) and len(names.split()) > 1
    own = said[:1].isupper() and len(said.split()) < 7 and not _TOLD_BY.search(said)
    if not label and whole and own:
        return Pairs(line.number, text, (Pair(own_label(said), names, known=False),))
    return None


def _standswithout_mark(head: str, rest: str, label: Label) -> bool:
    # "di Elisa Porta" is no digital intermediate; "Film: The Boat" has been told to be a title.
    short = len(head) < 4 and label.first.key != "cast" and _PHRASE_END.search(head)
    if short or head.endswith(":") or not rest or _PLACE_WORD.match(rest):
        return False
    if _PHRASE_END.search(head):
        return _follows_phrase(head, rest, label)
    if rest.startswith("@") and are_names(rest) and head.casefold() not in _SENT:
        return True
    contrast = is_all_caps(head) != is_all_caps(rest)
    if not are_names(rest) or (head[:1].islower() and not (contrast and " " in rest)):
        return False
    if head.casefold().strip(" ,.;") in _WEAK or label.first.key in ("thanks", "dedication"):
        titled = label.first.key in ("filmmaker", "songwriter", "story")
        return contrast and not (titled and is_all_caps(rest))
    told = is_all_caps(head) or len(rest.split()) > 1
    return told and rest[:1] != "," and not rest[:1].islower()


def _follows_phrase(head: str, rest: str, label: Label) -> bool:
    """Tell whether what follows "directed by" and "thanks to" is who did it."""
    # "Thank you all for coming" is a letter, "Thanks to our neighbours" a credit.
    thanks = label.first.key in ("thanks", "funder", "dedication") and head[-3:] != "you"
    if _THANK_YOU.search(head) and re.search(r"\bfor\b", rest):
        return False
    return are_names(rest) or (thanks and could_be_names(rest, thanks=True))


def with_cast_apart(item: Pairs) -> Pairs:
    """Read "a film by A, with B and C" as a director and a cast."""
    pairs: list[Pair] = []
    for pair in item.pairs:
        turn = _WITH.search(pair.names)
        if turn and pair.label.first.key not in ("cast", "thanks"):
            pairs.append(Pair(pair.label, pair.names[: turn.start()], pair.known))
            cast = Label((role("cast"),), turn[1])
            pairs.append(Pair(cast, pair.names[turn.end() :]))
        else:
            pairs.append(pair)
    return replace(item, pairs=tuple(pairs))
