"""The pipeline from pasted text to credits."""

import re
from collections.abc import Iterator

from matinee.catalogue.credits_text.casing import ordinary_label
from matinee.catalogue.credits_text.clean import Line, clean_lines
from matinee.catalogue.credits_text.companies import has_company_word, kind_of, looks_personal
from matinee.catalogue.credits_text.labels import (
    Label,
    is_usual_wording,
    order_languages,
    read_label,
)
from matinee.catalogue.credits_text.lines import read_items
from matinee.catalogue.credits_text.names import Name, clean_character, read_names
from matinee.catalogue.credits_text.parsed import ParsedCredit, ParsedText, UnreadLine
from matinee.catalogue.credits_text.roll import Found, Roll, pair_items
from matinee.catalogue.roles import OTHER, Role, role
from matinee.catalogue.wordings import plain

MAX_LINES = 5000
MAX_LABEL_CHARACTERS = 200

# Labels that more than one name answers to.
_SEVERAL = re.compile(r"(?:\b(?:by|par|por|von|da)|(?<!s)s)$", re.IGNORECASE)
_PLURAL = re.compile(r"(?<!s)s$", re.IGNORECASE)
_PRODUCTION = frozenset({"production", "produktion", "produccion", "produzione", "producao"})
_PRODUCERS = frozenset({"productora", "productoras", "produtora", "prod"})


def parse_credits(text: str) -> ParsedText:
    """Read every credit of a text, whatever else it holds.

    The pipeline: clean the lines; tell what each is (label and names, a label alone, names,
    a sentence, a fact); put labels and names together; split the names. Nothing is ever
    refused; lines in which no credit was found are returned too. Of a longer text only the
    first MAX_LINES lines are read.
    """
    lines = clean_lines(text, MAX_LINES)
    roll = pair_items(read_items(lines, _languages(lines)))
    credits = tuple(credit for found in roll.found for credit in _credits(found))
    return ParsedText(credits, _unread(lines, roll, credits))


def _languages(lines: list[Line]) -> tuple[str, ...]:
    heads = [re.split(r":|\t|\s{2,}|\s[–—-]\s|\.{3}|…", line.text)[0].strip() for line in lines]
    return order_languages([head for head in heads if head])


def _credits(found: Found) -> Iterator[ParsedCredit]:
    label = found.label
    names = read_names(
        found.names,
        label.first,
        one=not _SEVERAL.search(label.written),
        many=bool(_PLURAL.search(label.written)),
    )
    hinted = {name: _hinted(name) for name in names}
    for meant in label.roles:
        for name in names:
            if not hinted[name]:
                yield _credit(found, label, meant, name)
            elif meant == label.first:
                yield from (_credit(found, label, each, name) for each in hinted[name])


def _hinted(name: Name) -> tuple[Role, ...]:
    """Return the role said in brackets after a name: "Jane Roe (line producer)"."""
    hint = read_label(name.bracket) if name.bracket else None
    return hint.roles if hint else ()


def _credit(found: Found, label: Label, meant: Role, name: Name) -> ParsedCredit:
    hinted = meant not in label.roles
    actual = _by_kind(meant, label.written, name.name)
    own = label.keeps_wording and not hinted and not is_usual_wording(label)
    return ParsedCredit(
        role=actual,
        label=_printed(label.written, actual) if own else "",
        name=name.name,
        on_behalf_of="" if hinted else name.on_behalf_of or label.on_behalf_of,
        for_word="" if hinted else name.for_word or label.for_word,
        character=clean_character(found.character) or name.character,
        kind=kind_of(name.name, actual),
        line=found.number,
        joiner=name.joiner,
        written=label.written[:MAX_LABEL_CHARACTERS],
        printed=name.printed,
    )


def _printed(written: str, meant: Role) -> str:
    """Return a wording as a page prints it: a capital first, no line of capitals.

    Wording typed all small is taken for haste, and the role's own is printed instead.
    """
    if written.islower() and meant != OTHER:
        return ""
    said = ordinary_label(written[:MAX_LABEL_CHARACTERS])
    return said[:1].upper() + said[1:]


def _by_kind(meant: Role, written: str, name: str) -> Role:
    """Read "Production: Jane Roe" as producer, and "Productora: Halden Cine" as a company.

    The same word names people and companies in several languages; the name tells.
    """
    said = plain(written)
    if said in _PRODUCTION and meant.key == "production-company" and looks_personal(name):
        return role("producer")
    if said in _PRODUCERS and meant.key == "producer" and has_company_word(name):
        return role("production-company")
    if said == "afilmfrom" and not looks_personal(name):
        return role("production-company")
    if said == "distribution" and meant.key == "cast" and not looks_personal(name):
        return role("distributor")
    return meant


def _unread(
    lines: list[Line], roll: Roll, credits: tuple[ParsedCredit, ...]
) -> tuple[UnreadLine, ...]:
    read = {credit.line for credit in credits}
    meant = {item.number for item in roll.unread if item.looks_like_credit}
    meant |= {found.number for found in roll.found}
    unread: dict[int, UnreadLine] = {}
    for line in lines:
        if line.text and line.number not in read:
            unread.setdefault(line.number, UnreadLine(line.number, line.text, line.number in meant))
    return tuple(unread.values())
