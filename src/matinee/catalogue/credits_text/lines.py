"""Tells what each line is: label and names, a label alone, names, a heading, prose or facts."""

import re
from dataclasses import replace

from matinee.catalogue.credits_text.clean import Line
from matinee.catalogue.credits_text.context import COLON, MARK, Context
from matinee.catalogue.credits_text.facts import is_fact_label
from matinee.catalogue.credits_text.initials import read_initials
from matinee.catalogue.credits_text.items import (
    Alone,
    Blank,
    CastLine,
    Heading,
    Item,
    Names,
    Nothing,
    Pairs,
)
from matinee.catalogue.credits_text.looks import are_names, could_be_names
from matinee.catalogue.credits_text.openings import opening
from matinee.catalogue.credits_text.pairs import colon_pairs, marked_pairs
from matinee.catalogue.credits_text.segments import billing_block, segments
from matinee.catalogue.credits_text.sentences import read_sentence
from matinee.catalogue.credits_text.unmarked import (
    alone_on_line,
    loosely_by,
    turned_round,
    with_cast_apart,
    without_mark,
)
from matinee.catalogue.credits_text.words import phrases, words
from matinee.catalogue.wordings import plain

MAX_LINE_CHARACTERS = 20_000

_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_a-zà-ÿ])|(?<=[\w)][!?”])\s+(?=[^\W\d_a-zà-ÿ])|(?<=[\w.’']\)\.)\s+(?=[^\W\d_a-zà-ÿ])"
)
_ABBREVIATED = re.compile(
    r"\b(?:Dir|Prod|Mus|Cin|Ltd|Inc|Bros|feat|Mrs|Prof|Dept|Asst|Exec|Assoc|vs|No|Mr|Dr|St|Jr|Sr)\.$",
    re.IGNORECASE,
)
# A piece of music in a film: its title in quotation marks, and who has the rights.
_TITLED = re.compile(r"^[“\"«„][^”\"»]{1,80}[”\"»“]")
_TITLED_BY = re.compile(
    r"^[“\"«„][^”\"»]{1,80}[”\"»“][\s,–—-]{1,5}(?:\([^()]*\)\s*)?"
    r"(?:(?:written|composed|arranged)(?:\s*(?:and|&|,)\s*\w+)*\s+)?(?:performed|by|from|courtesy)\b",
    re.IGNORECASE,
)
_PERFORMED = re.compile(
    r"\b(?:performed by|courtesy of|published by|licen[sc]ed (?:by|from|courtesy)|interprété par|"
    r"avec l['’]aimable autorisation|cortesía de|per gentile concessione|"
    r"mit freundlicher genehmigung|admin\w* by)\b|℗",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:[\w-]{2,40}-(?:winning|nominated|winner|nominee)|acclaimed|legendary)\s+"
    r"(?:(?:filmmaker|director|composer|actor|actress|photographer|artist|editor|producer|writer)\s+)?"
)
_SHOT_ON = re.compile(
    r"(?:shot|filmed|gedreht|tourné|rodad[oa]|girato|recorded)\s+(?:entirely\s+)?(?:on|in|at|auf|à|en|a)\s",
    re.IGNORECASE,
)
_BOOKISH = re.compile(r"\bpp\. ?\d|\bISBN\b|\bdoi:|\b\d+\(\d+\), ")
_SMALL_PRINT = re.compile(r"©|\(c\)\s*\d{4}|all rights reserved|℗|copyright \d{4}", re.IGNORECASE)
_HEADINGS = frozenset(plain(each) for each in phrases("headings"))
_CAST_HEADINGS = frozenset(plain(each) for each in phrases("cast-headings"))
# "Assistant to Ms Roe", below a list of characters.
_SERVES = re.compile(
    r"(?:assistant|stand-?in|double|stunt double|driver|dresser|coach)s? (?:to|for)\s",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(
    r"\b(?:department|dept\.?|abteilung|département|departamento|reparto|unit|team|équipe|equipo)$",
    re.IGNORECASE,
)
# In a list of characters these are characters.
_CHARACTERS = words("characters")


def read_items(lines: list[Line], languages: tuple[str, ...]) -> list[Item]:
    """Return what each line is, several items for a line of several sentences."""
    context = Context(languages)
    cues, initials = _music_cues(lines), read_initials(lines)
    items: list[Item] = []
    for line in lines:
        read: list[Item]
        if line in cues:
            read = [Nothing(line.number, line.text)]
        elif line.number in initials:
            read = [initials[line.number]]
        else:
            read = _read_line(line, context)
        _remember(read, context)
        items += read
    return items


def _music_cues(lines: list[Line]) -> set[Line]:
    """Return the lines about pieces of music: title, writer, performer, owner of the rights."""
    cues: set[Line] = set()
    paragraph: list[Line] = []
    for line in [*lines, Line(0, "")]:
        if line.text:
            paragraph.append(line)
            continue
        titled = next((at for at, each in enumerate(paragraph) if _TITLED.match(each.text)), None)
        if titled is not None and any(_PERFORMED.search(each.text) for each in paragraph[titled:]):
            cues.update(paragraph[titled:])
        cues.update(each for each in paragraph if _is_cue(each.text))
        paragraph = []
    return cues


def _is_cue(text: str) -> bool:
    return bool(_TITLED_BY.match(text)) or bool(
        re.search(r"\bcourtesy of\b.{3}|℗", text) and not COLON.search(text)
    )


def _remember(read: list[Item], context: Context) -> None:
    last = read[-1]
    if isinstance(last, Heading):
        context.in_cast = last.cast
    elif isinstance(last, Alone):
        context.in_cast = last.label.first.key == "cast"
    elif isinstance(last, Pairs):
        context.in_cast = all(
            pair.label.first.key == "cast" and not pair.names for pair in last.pairs
        )


def _read_line(line: Line, context: Context) -> list[Item]:
    text = _without_heading(_PRAISE.sub("", line.text[:MAX_LINE_CHARACTERS]))
    if not text:
        return [Blank(line.number, "")]
    fact = (
        _SMALL_PRINT.search(text)
        or _BOOKISH.search(text)
        or (len(text.split()) < 8 and _SHOT_ON.match(text))
    )
    if fact or (line.remark and not context.label(text)):
        return [Nothing(line.number, text)]
    whole = _read_whole(line, text, context)
    if isinstance(whole, Pairs) and len(whole.before.split()) > 2:
        return [*_read_line(replace(line, text=whole.before), context), whole]
    if whole:
        return [whole]
    sentences = _sentences(text)
    if len(sentences) > 1:
        return [
            _read_whole(Line(line.number, each.rstrip(".")), each.rstrip("."), context)
            or _prose(line.number, each, context)
            for each in sentences
        ]
    return [_prose(line.number, text, context)]


def _without_heading(text: str) -> str:
    """Read "Crew: Director Jane Roe, Editor Bo Park" from its first label on."""
    head, colon, rest = text.partition(":")
    return rest.strip() if colon and rest.strip() and plain(head) in _HEADINGS else text


def _read_whole(line: Line, text: str, context: Context) -> Item | None:
    """Read a line that is credits from end to end."""
    number = line.number
    if apart := _heading(number, text) or _cast_line(number, text, context):
        return apart
    readers = (
        colon_pairs,
        segments,
        marked_pairs,
        alone_on_line,
        billing_block,
        opening,
        turned_round,
        without_mark,
    )
    for reader in readers:
        if read := reader(line, text, context):
            return with_cast_apart(read) if isinstance(read, Pairs) else read
    pairs = read_sentence(text, context.languages) if len(_sentences(text)) == 1 else []
    if pairs:
        return Pairs(number, text, tuple(pairs)) if are_names(text) or "(" in text else None
    if loose := loosely_by(line, text, context):
        return loose
    return Names(number, text, line.indented) if are_names(text) else None


def _heading(number: int, text: str) -> Heading | None:
    bare = re.sub(r"\s*\(.*\)$", "", text.strip(" :.-–—=*[]"))
    key = plain(bare)
    if key in _CAST_HEADINGS:
        return Heading(number, text, cast=True)
    if key in _HEADINGS or (_DEPARTMENT.search(bare) and len(bare.split()) < 5):
        return Heading(number, text)
    return None


def _prose(number: int, text: str, context: Context) -> Item:
    pairs = read_sentence(text, context.languages)
    if pairs:
        return Pairs(number, text, tuple(pairs))
    meant = bool(re.match(r"^\s*:", text)) or bool(
        (head := re.match(r"([^:]{1,80}):", text)) and context.label(head[1])
    )
    return Nothing(number, text, meant)


def _sentences(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if pieces and _ABBREVIATED.search(pieces[-1]):
            pieces[-1] += f" {piece}"
        else:
            pieces.append(piece)
    return pieces


def _cast_line(number: int, text: str, context: Context) -> CastLine | None:
    """Read "Mara .... Jane Roe" where a cast list is open."""
    if not context.in_cast or _SERVES.match(text):
        return None
    mark = MARK.search(text) or re.search(r"\s*:\s*", text)
    if not mark or not mark.start():
        return None
    left, right = text[: mark.start()].strip(), text[mark.end() :].strip()
    for side in (left, right):
        label = context.label(side)
        if label and not all(each.key in _CHARACTERS for each in label.roles):
            return None
    if not left or not right or is_fact_label(left) or ("," in right and "," in left):
        return None
    if not (could_be_names(left) and could_be_names(right)):
        return None
    return CastLine(number, text, left, right, mark[0].strip()[:1] or " ")
