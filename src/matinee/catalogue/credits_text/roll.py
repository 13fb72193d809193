"""Puts labels and the names below, beside or above them together."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from matinee.catalogue.credits_text.casing import is_all_caps
from matinee.catalogue.credits_text.cast import actors_stand_left, inline_cast
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
from matinee.catalogue.credits_text.jobs import is_job, may_be_job
from matinee.catalogue.credits_text.labels import Label, own_label
from matinee.catalogue.credits_text.names import is_name
from matinee.catalogue.roles import OTHER, role

# So many credits of known roles bear out a label that nobody has met.
TRUSTED = 3


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
    if roll.open and not any(each.known or may_be_job(each.label.written) for each in item.pairs):
        _take_names(roll, Names(item.number, item.text))
        return
    taken = 0
    for pair in item.pairs:
        cast = inline_cast(pair.names) if pair.label.first.key == "cast" else []
        if cast:
            roll.found += [Found(item.number, pair.label, who, whom) for who, whom in cast]
            taken += 1
        elif pair.known or _is_trusted(pair, trusted):
            roll.found.append(Found(item.number, pair.label, pair.names))
            taken += 1
    if taken:
        if not roll.named:
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
    if may_be_job(written) and not (pair.label.first == OTHER and words[-1].casefold() == "by"):
        return True
    return trusted >= TRUSTED and len(words) < 6 and is_name(pair.names) and " " in pair.names


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
        job = bool(alone) and may_be_job(item.text) and place > 0
        within = _stands_between(items, place)
        if ((heads and (looks or job)) or within) and "," not in item.text:
            read.append(Alone(item.number, item.text, own_label(item.text)))
        else:
            read.append(item)
    return read


def _stands_between(items: list[Item], place: int) -> bool:
    """Tell whether a line is a job in a list where every label has one name below it."""
    around = items[max(0, place - 2) : place + 2]
    kinds = [type(item) for item in around]
    return kinds == [Alone, Names, Names, Names] and is_job(items[place].text)


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
    dash = all(line.mark in "–—-" for line in lines)
    if actors_stand_left([(line.left, line.right) for line in lines], dash=dash):
        for place, line in zip(group, lines, strict=True):
            items[place] = replace(line, left=line.right, right=line.left)
