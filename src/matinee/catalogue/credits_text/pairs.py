"""Reads lines with a mark between label and names: a colon, a dash, a leader, a tab."""

import re

from matinee.catalogue.credits_text.cast import like_actor
from matinee.catalogue.credits_text.clean import Line
from matinee.catalogue.credits_text.companies import COMPANY_ROLES, OF_BANDS
from matinee.catalogue.credits_text.context import COLON, MARK, MAX_LABEL_WORDS, Context
from matinee.catalogue.credits_text.facts import is_fact_label, is_fact_value, is_nobody
from matinee.catalogue.credits_text.items import Alone, Item, Names, Nothing, Pair, Pairs
from matinee.catalogue.credits_text.jobs import is_job
from matinee.catalogue.credits_text.labels import Label, own_label
from matinee.catalogue.credits_text.looks import are_names, could_be_names, is_name
from matinee.catalogue.credits_text.sentences import read_sentence
from matinee.catalogue.credits_text.words import phrases, words
from matinee.catalogue.roles import role
from matinee.catalogue.wordings import plain

# Their labels are labels of facts too: "Subtitles: English", "Sound: stereo".
_FACT_ROLES = words("fact-roles")
# "Film: The Boat" is a title.
_TITLES = frozenset({"film", "films", "video", "song", "songs", "short", "short film"})
_GRATEFUL = frozenset({"thanks", "funder", "dedication", "sound", "cast", "participant"})
_SENTENCE_END = re.compile(r"(?<=\w{3})\.\s+")
# What follows the writer of a screenplay in "Jane Roe, based on a story by Bo Park".
_SOURCE = re.compile(
    r"(?<=\w),?\s+(?:based on|inspired by|adapted from|after a|d['’]après|nach (?:de[mr]|eine[mr])|"
    r"basad[oa] en|tratt[oa] da)\b.*$"
)
_FEATURING = re.compile(r"\s+\(?(?:feat\.?|ft\.?|featuring)\s+", re.IGNORECASE)
_WEAK = words("weak-labels")
_HEADINGS = frozenset(plain(each) for each in phrases("headings"))


def colon_pairs(line: Line, text: str, context: Context) -> Item | None:
    """Read "Label: names", several times on a line if need be."""
    colons = [match.start() for match in COLON.finditer(text)][:60]
    if not colons:
        return None
    if turned := _turned(text, colons, context):
        return Pairs(line.number, text, (turned,))
    spans = _label_spans(text, colons, context)
    pairs, nobody = [], False
    for place, (_, colon, label, known) in enumerate(spans):
        end = spans[place + 1][0] if place + 1 < len(spans) else len(text)
        names = _SOURCE.sub("", text[colon + 1 : end].strip(" ,;|/•·\t–—-"))
        if label is None:
            continue
        if not names and len(spans) == 1:
            return Alone(line.number, text, label) if known else None
        if "." in names and not _may_have(label, names, known=known):
            # "Editor: Jane Roe. Norway, 2020": a fact or a remark follows.
            first = _SENTENCE_END.split(names, maxsplit=1)[0]
            names = first if are_names(first) else names
        names, featured = _featured(label, names)
        if _may_have(label, names, known=known):
            pairs.append(Pair(label, names, known))
            pairs += featured
        else:
            nobody = True
    if pairs:
        return Pairs(line.number, text, tuple(pairs), text[: spans[0][0]].strip(" ,;|/•·–—-"))
    if nobody and not read_sentence(text, context.languages):
        return Nothing(line.number, text, any(span[3] for span in spans))
    return None


def _featured(label: Label, names: str) -> tuple[str, list[Pair]]:
    """Take "feat. Jo Bell" off the names of a piece of music."""
    artist, feat, guest = _re_partition(_FEATURING, names)
    if label.first.key != "artist" or not feat:
        return names, []
    return artist, [Pair(Label((role("featured-artist"),), feat.strip()), guest)]


def _re_partition(mark: re.Pattern[str], text: str) -> tuple[str, str, str]:
    match = mark.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def _turned(text: str, colons: list[int], context: Context) -> Pair | None:
    """Read "Jane Roe: Director"."""
    left, right = text[: colons[0]].strip(), text[colons[0] + 1 :].strip()
    if len(colons) > 1 or len(left.split()) < 2 or not is_name(left) or context.label(left):
        return None
    label = context.label(right)
    return Pair(label, left) if label else None


_Span = tuple[int, int, Label | None, bool]


def _label_spans(text: str, colons: list[int], context: Context) -> list[_Span]:
    """Return (start, colon, label, known) of each label before a colon; a fact has label None."""
    spans: list[_Span] = []
    begin = 0
    for colon in colons:
        chunk = text[begin:colon]
        if not chunk.strip():
            continue
        found = _label_at_end(chunk, context, whole=not spans)
        if found:
            start, label, known = found
            spans.append((begin + start, colon, label, known))
            begin = colon + 1
    return spans


def _label_at_end(
    chunk: str, context: Context, *, whole: bool
) -> tuple[int, Label | None, bool] | None:
    """Find the label that a chunk before a colon is, or ends with."""
    bare = chunk.strip()
    titled = bare.casefold() in _TITLES
    if whole and not titled and (label := context.label(bare)):
        return 0, label, True
    if whole and (titled or is_fact_label(bare)):
        return 0, None, False
    for start in _label_starts(chunk, whole=whole):
        if (start or not whole) and (label := context.label(chunk[start:])):
            return start, label, True
    return _unknown_at_end(chunk, whole=whole)


def _label_starts(chunk: str, *, whole: bool) -> list[int]:
    """Return where a label may begin: after a mark, else at a capital in the last piece."""
    words = [match.start() for match in re.finditer(r"(?<![\w&/+’'-])[\w(]", chunk)]
    words = words[-MAX_LABEL_WORDS:]
    marked = [at for at in words if re.search(r"(?:^\s*|[,;|/•·\t–—.)]\s*|\s{2,})$", chunk[:at])]
    bare = [at for at in words if at > max(marked, default=-1) and chunk[at].isupper()]
    return marked if whole else marked + bare


def _unknown_at_end(chunk: str, *, whole: bool) -> tuple[int, Label | None, bool] | None:
    piece = re.split(r"[;|•·\t]|\s{2,}", chunk)[-1]
    if not piece.strip() or not (whole or piece != chunk):
        return None
    label = None if is_fact_label(piece) else own_label(piece)
    return len(chunk) - len(piece), label, False


def _may_have(label: Label, names: str, *, known: bool) -> bool:
    """Tell whether names can be these names: no format, no "TBC", no prose."""
    if not names or is_nobody(names):
        return False
    if known and any(each.key in _FACT_ROLES for each in label.roles) and is_fact_value(names):
        return False
    if not known:
        return are_names(names)
    hasty = label.written[:1].isupper() and names.islower() and names.strip(" .!").isalpha()
    if hasty and label.first.key not in OF_BANDS | COMPANY_ROLES:
        # "Light: plenty", but "Music: moonmilk" and "director: mara".
        return False
    return could_be_names(names, thanks=label.first.key in _GRATEFUL)


def marked_pairs(line: Line, text: str, context: Context) -> Item | None:
    """Read label and names with a dash, a leader, a tab or wide space between them."""
    if "," in text and (several := _several_marked(text, context)):
        return Pairs(line.number, text, several)
    fields = [field.strip() for field in MARK.split(text)]
    split = [field for field in fields if field]
    fields = _with_brackets(split)
    if len(fields) < len(split) and len(fields) == 1 and are_names(fields[0]):
        return Names(line.number, fields[0])
    if len(fields) < 2 or len(fields) > 60:
        return None
    labels = [context.label(field) for field in fields]
    if line.table:
        label = labels[0] or own_label(fields[0])
        names = ", ".join(fields[1:])
        return Pairs(line.number, text, (Pair(label, names),)) if could_be_names(names) else None
    if not any(labels):
        return _unknown_pair(line, text, fields)
    pairs = _label_first(fields, labels) if labels[0] else _label_last(fields, labels)
    pairs = [pair for pair in pairs if _may_have(pair.label, pair.names, known=True)]
    return Pairs(line.number, text, tuple(pairs), turned=not labels[0]) if pairs else None


def _several_marked(text: str, context: Context) -> tuple[Pair, ...]:
    """Read "Director – Jane Roe, Producer – Bo Park"."""
    pairs = []
    for piece in text[:4000].split(","):
        fields = MARK.split(piece.strip())
        label = context.label(fields[0]) if len(fields) == 2 else None
        if not label or not are_names(fields[1]):
            return ()
        pairs.append(Pair(label, fields[1]))
    return tuple(pairs) if len(pairs) > 1 else ()


def _with_brackets(fields: list[str]) -> list[str]:
    """Put a field that is only a bracket, such as "(as J. Roe)", behind the one before it."""
    joined: list[str] = []
    for field in fields:
        if joined and re.fullmatch(r"\([^()]*\)", field):
            joined[-1] += f" {field}"
        else:
            joined.append(field)
    return joined


def _label_first(fields: list[str], labels: list[Label | None]) -> list[Pair]:
    pairs: list[Pair] = []
    for field, label in zip(fields, labels, strict=True):
        if label and (not pairs or pairs[-1].names):
            pairs.append(Pair(label, ""))
        elif label:
            # Two labels side by side: the first was a heading, or both name the same people.
            pairs[-1] = Pair(label, "")
        elif is_fact_label(field) or plain(field) in _HEADINGS:
            continue
        elif not pairs[-1].names or is_name(field) or "@" in field:
            joined = f"{pairs[-1].names}; {field}".removeprefix("; ")
            pairs[-1] = Pair(pairs[-1].label, joined)
    return pairs


def _label_last(fields: list[str], labels: list[Label | None]) -> list[Pair]:
    pairs, names = [], ""
    for field, label in zip(fields, labels, strict=True):
        if not label:
            names = field
            continue
        # "Halden – music" counts only among other credits, "Halden – film" never.
        weak = label.written.casefold() in _WEAK and " " not in names
        if names and are_names(names) and not (weak and label.first.key == "filmmaker"):
            pairs.append(Pair(label, names, known=not weak))
            names = ""
    return pairs


def _unknown_pair(line: Line, text: str, fields: list[str]) -> Item | None:
    """Read "Goat wrangler ..... Pip Larkin": whether it counts is told by its neighbours."""
    if len(fields) != 2 or is_fact_label(fields[0]) or is_fact_label(fields[1]):
        return None
    for label, names in (fields, fields[::-1]):
        if is_job(label) and is_name(names) and not is_job(names):
            return Pairs(line.number, text, (Pair(own_label(label), names, known=False),))
    left, right = fields
    if like_actor(left) > 0 and like_actor(right) > 0 and not re.search(r"\.\.|…|\s\.\s", text):
        return Names(line.number, text)
    if not re.search(r"\.{3}|…|\t|\s{2,}|\s\.\s\.", text) or len(left.split()) > 6:
        return None
    if not are_names(right) and not (is_name(left) and could_be_names(right)):
        return None
    pair = Pair(own_label(left), right, known=False)
    return Pairs(line.number, text, (pair,), sides=(left, right))
