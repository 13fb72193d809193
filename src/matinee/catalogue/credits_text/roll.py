"""Puts labels and the names below, beside or above them together."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from matinee.catalogue.credits_text.casing import is_all_caps
from matinee.catalogue.credits_text.facts import is_fact_label
from matinee.catalogue.credits_text.items import (
    Alone,
    Blank,
    CastLine,
    Heading,
    Item,
    Names,
    Nothing,
    Pair,
    Pairs,
)
from matinee.catalogue.credits_text.labels import Label, own_label
from matinee.catalogue.credits_text.names import is_name
from matinee.catalogue.roles import role

_JOB = re.compile(
    r"\b(?:\w*(?:grapher|maker|wrangler|manager|operator|coordinator|supervisor|consultant|"
    r"engineer|technician|designer|trainer|keeper|liaison|advisor|adviser|director|producer|editor|"
    r"artist|officer|assistant|painter|builder|handler|leader|master|player|worker|buyer|planner|"
    r"strategist|stylist|rigger|pilot|coach|teacher|instructor|translator|interpreter|curator|"
    r"specialist|expert|inspector|representative|secretary|administrator|executive|controller|"
    r"intern|nurse|guard|chaperone|assistenz|leitung|leiter|leiterin|betreuung|beratung|"
    r"assistente|asistente|ayudante|responsable|chargée?|régisseur|eur|euse|trice)s?|"
    r"assistants?|intern|interns|trainee|trainees|piano|guitar|violin|cello|drums|bass|security|"
    r"medic|design|\w+ing|by|to)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """A label with the text of its names, and the line where they stand."""

    number: int
    label: Label
    names: str
    character: str = ""


@dataclass
class Roll:
    """What has been found so far, and the label still waiting for names."""

    found: list[Found] = field(default_factory=list)
    unread: list[Nothing] = field(default_factory=list)
    open: Alone | None = None
    named: bool = False
    last: Item | None = None
    goes_on: bool = False


def pair_items(items: list[Item]) -> Roll:
    """Return every label with its names, in the order of the text.

    A label alone takes the lines of names below it, up to an empty line or the next label;
    where names stand above their labels all through a stretch, it takes the line above.
    """
    items = _with_cast(_with_own_labels(items))
    roll = Roll()
    reversed_at = _names_above(items)
    trusted = sum(pair.known for item in items if isinstance(item, Pairs) for pair in item.pairs)
    for place, item in enumerate(items):
        if place in reversed_at:
            _take_above(roll, items, place, reversed_at)
        else:
            _take(roll, item, trusted)
        if not isinstance(item, Blank):
            roll.last = item
    _close(roll)
    return roll


def _take(roll: Roll, item: Item, trusted: int) -> None:
    if isinstance(item, Blank):
        roll.goes_on = False
        if roll.open and roll.named:
            _close(roll)
    elif isinstance(item, Alone):
        _close(roll)
        roll.open, roll.named = item, False
    elif isinstance(item, Heading):
        _close(roll)
        if item.cast:
            label = Label((role("cast"),), item.text.strip(" :"))
            roll.open, roll.named = Alone(item.number, item.text, label), False
    elif isinstance(item, Pairs):
        _take_pairs(roll, item, trusted)
    elif isinstance(item, Names):
        _take_names(roll, item)
    elif isinstance(item, CastLine):
        roll.named = True
        roll.found.append(
            Found(item.number, Label((role("cast"),), _open_wording(roll)), item.right, item.left)
        )
    elif isinstance(item, Nothing):
        _close(roll)
        roll.unread.append(item)


def _open_wording(roll: Roll) -> str:
    return roll.open.label.written if roll.open else "Cast"


def _take_pairs(roll: Roll, item: Pairs, trusted: int) -> None:
    heading = roll.open.label if roll.open and not roll.named else None
    taken = 0
    for pair in item.pairs:
        if pair.known or _is_trusted(pair, trusted):
            roll.found.append(Found(item.number, pair.label, pair.names))
            taken += 1
    if taken:
        if heading and roll.open:
            roll.open = None
        _close(roll)
        roll.goes_on = (
            "\t" in item.text
            or bool(re.search(r"(?:[,;&+]|\b(?:and|et|und|y|e))\s*$", item.text))
            or (len(item.pairs) == 1 and _takes_more(item.pairs[0].label))
        )
    else:
        roll.unread.append(Nothing(item.number, item.text))


def _takes_more(label: Label) -> bool:
    """Tell whether a label on a line with a name may have more names below."""
    return label.first.key in ("cast", "thanks") or label.written.casefold().endswith(
        ("producers", "writers", "directors", "editors")
    )


def _is_trusted(pair: Pair, trusted: int) -> bool:
    """Tell whether "Goat wrangler: Pip Larkin" is a credit: a job's word, among other credits."""
    written = pair.label.written
    words = written.split()
    if not trusted or len(words) > 6 or is_fact_label(written) or not written[:1].isalpha():
        return False
    return bool(_JOB.search(written))


def _take_names(roll: Roll, item: Names) -> None:
    last = roll.last
    if is_fact_label(item.text):
        roll.unread.append(Nothing(item.number, item.text))
    elif roll.open:
        roll.named = True
        roll.found.append(Found(item.number, roll.open.label, item.text))
    elif isinstance(last, (Pairs, Names)) and roll.found and (roll.goes_on or item.indented):
        roll.found.append(
            replace(roll.found[-1], number=item.number, names=item.text, character="")
        )
    else:
        roll.unread.append(Nothing(item.number, item.text))


def _close(roll: Roll) -> None:
    """End the list that is open; a label that nobody stands under is told as unread."""
    if roll.open and not roll.named:
        roll.unread.append(Nothing(roll.open.number, roll.open.text, looks_like_credit=True))
    roll.open, roll.named = None, False


def _with_own_labels(items: list[Item]) -> list[Item]:
    """Read lines such as "GOAT WRANGLER" as labels where the text's other labels look so."""
    alone = [item for item in items if isinstance(item, Alone)]
    names = [item for item in items if isinstance(item, Names)]
    caps = len(alone) > 1 and all(is_all_caps(item.text) or len(item.text) < 5 for item in alone)
    mixed = sum(not is_all_caps(item.text) for item in names) * 2 > len(names)
    read: list[Item] = []
    for place, item in enumerate(items):
        before = items[place - 1] if place else None
        after = items[place + 1] if place + 1 < len(items) else None
        heads = (
            isinstance(item, Names)
            and isinstance(after, Names)
            and isinstance(before, (Blank, type(None)))
        )
        looks = caps and mixed and is_all_caps(item.text)
        job = bool(alone) and bool(_JOB.search(item.text)) and place > 0
        if heads and (looks or job) and "," not in item.text:
            read.append(Alone(item.number, item.text, own_label(item.text)))
        else:
            read.append(item)
    return read


def _names_above(items: list[Item]) -> dict[int, int]:
    """Return, for each label that stands below its name, the place of that name.

    A stretch of labels and names that begins with a name and ends with a label is one where
    names stand above.
    """
    above: dict[int, int] = {}
    stretch: list[int] = []
    for place, item in enumerate([*items, Nothing(0, "")]):
        if isinstance(item, (Alone, Names)):
            stretch.append(place)
        elif not isinstance(item, Blank):
            above |= _read_stretch(items, stretch)
            stretch = []
    return above


def _read_stretch(items: list[Item], stretch: list[int]) -> dict[int, int]:
    if len(stretch) < 2 or not isinstance(items[stretch[0]], Names):
        return {}
    if not isinstance(items[stretch[-1]], Alone):
        return {}
    return {
        place: before
        for before, place in pairwise(stretch)
        if isinstance(items[place], Alone)
        and isinstance(items[before], Names)
        and is_name(items[before].text)
        and len(items[before].text.split()) > 1
    }


def _take_above(roll: Roll, items: list[Item], place: int, above: dict[int, int]) -> None:
    item, name = items[place], items[above[place]]
    if isinstance(item, Alone):
        roll.unread = [each for each in roll.unread if each.number != name.number]
        roll.found.append(Found(name.number, item.label, name.text))


def _with_cast(items: list[Item]) -> list[Item]:
    """Turn each list of characters and actors so that characters stand left."""
    turned = list(items)
    group: list[int] = []
    for place, item in enumerate([*items, Nothing(0, "")]):
        if isinstance(item, CastLine):
            group.append(place)
        elif not isinstance(item, Blank) and group:
            _turn_group(turned, group)
            group = []
    return turned


def _turn_group(items: list[Item], group: list[int]) -> None:
    lines = [item for place in group if isinstance(item := items[place], CastLine)]
    left = sum(_like_actor(line.left) - _like_actor(line.right) for line in lines)
    dash = all(line.mark in "–—-" for line in lines)
    if left > 0 or (left == 0 and dash):
        for place, line in zip(group, lines, strict=True):
            items[place] = replace(line, left=line.right, right=line.left)


_CHARACTER = re.compile(
    r"^(?:the|a|an|old|young|little|mr|mrs|ms|miss|dr|officer|captain|king|queen|himself|herself|"
    r"themselves|self|narrator|le|la|les|l'|der|die|das|el|il|lo|un|une|uno|una)\b|#|\d|"
    r"\b(?:man|woman|girl|boy|mother|father|voice|himself|herself)\b",
    re.IGNORECASE,
)


def _like_actor(text: str) -> int:
    """Score how much a text is written as an actor's name rather than a character's."""
    if _CHARACTER.search(text):
        return -2
    words = re.sub(r"\(.*?\)", "", text).split()
    return 1 if 2 <= len(words) <= 4 and is_name(text) else -1
