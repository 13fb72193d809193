"""Puts labels and the names below, beside or above them together."""

import re
from dataclasses import dataclass, field, replace
from itertools import groupby

from matinee.catalogue.credits_text.cast import inline_cast
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
from matinee.catalogue.credits_text.labels import Label
from matinee.catalogue.credits_text.looks import could_be_names, is_name
from matinee.catalogue.credits_text.stretches import (
    names_a_person,
    names_above,
    with_cast,
    with_own_labels,
    without_gear,
)
from matinee.catalogue.roles import OTHER, role

# So many credits of known roles bear out a label that nobody has met.
TRUSTED = 3
# So many lines next to it do, where the text has a known role at all.
NEAR = 2
# A line of so many words and no credit ends a list.
PROSE_WORDS = 9


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
    items = with_cast(with_own_labels(without_gear(items)))
    roll = Roll()
    reversed_at = names_above(items)
    trusted = _trusted(items)
    for place, item in enumerate(items):
        if place in reversed_at:
            _take_above(roll, items, place, reversed_at)
        else:
            _take(roll, item, borne_out=trusted[place])
        if not isinstance(item, Blank):
            roll.last = item
    _close(roll)
    return roll


def _trusted(items: list[Item]) -> list[int]:
    """Return how many credits bear out what each item says: of the text, or TRUSTED next to it."""
    total = sum(_known(item) for item in items)
    counts: list[int] = []
    for is_prose, group in groupby(items, key=_is_prose):
        part = list(group)
        near = not is_prose and any(_known(item) or isinstance(item, Alone) for item in part)
        for _, each in groupby(part, key=lambda item: isinstance(item, Pairs)):
            stretch = list(each)
            counts += [_borne_out(stretch, total) if near else 0] * len(stretch)
    return counts


def _is_prose(item: Item) -> bool:
    return isinstance(item, Nothing) and len(item.text.split()) > PROSE_WORDS


def _borne_out(stretch: list[Item], total: int) -> int:
    known = sum(map(_known, stretch))
    nearly = sum(bool(_known(each) or _of_job(each)) for each in stretch) >= NEAR
    alike = known and len(stretch) >= TRUSTED and all(map(names_a_person, stretch))
    return max(total, TRUSTED if total and (nearly or alike) else 0)


def _known(item: Item) -> int:
    return sum(pair.known for pair in item.pairs) if isinstance(item, Pairs) else 0


def _of_job(item: Item) -> bool:
    return isinstance(item, Pairs) and any(is_job(pair.label.written) for pair in item.pairs)


def _take(roll: Roll, item: Item, borne_out: int) -> None:
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
        _take_pairs(roll, item, borne_out)
    elif isinstance(item, Names):
        _take_names(roll, item)
    elif isinstance(item, CastLine):
        roll.named = True
        roll.found.append(
            Found(item.number, Label((role("cast"),), _open_wording(roll)), item.right, item.left)
        )
    elif isinstance(item, Nothing):
        _take_nothing(roll, item)


def _take_nothing(roll: Roll, item: Nothing) -> None:
    if _is_thanked(roll, item):
        _take_names(roll, Names(item.number, item.text))
    else:
        _close(roll)
        roll.unread.append(item)


def _is_thanked(roll: Roll, item: Nothing) -> bool:
    """Tell whether a line goes on with thanks: "The people of Aldmoor"."""
    if not roll.open or roll.open.label.first.key not in ("thanks", "funder"):
        return False
    capital = any(word[:1].isupper() or word[:1].isdigit() for word in item.text.split()[1:])
    starts = item.text[:1].isupper() or item.text.casefold().startswith(
        ("the ", "all ", "everyone")
    )
    return capital and starts and could_be_names(item.text, thanks=True)


def _open_wording(roll: Roll) -> str:
    return roll.open.label.written if roll.open else "Cast"


def _take_pairs(roll: Roll, item: Pairs, borne_out: int) -> None:
    if roll.open and not any(each.known or may_be_job(each.label.written) for each in item.pairs):
        _take_names(roll, Names(item.number, item.text))
        return
    taken = 0
    for pair in item.pairs:
        cast = inline_cast(pair.names) if pair.label.first.key == "cast" else []
        if cast:
            roll.found += [Found(item.number, pair.label, who, whom) for who, whom in cast]
            taken += 1
        elif pair.known or _is_trusted(pair, borne_out):
            roll.found.append(Found(item.number, pair.label, pair.names))
            taken += 1
    if taken and roll.open and item.turned and item.text.endswith(")"):
        # "Jane Roe (line producer)" in a list of producers.
        roll.named = True
    elif taken:
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


def _is_trusted(pair: Pair, borne_out: int) -> bool:
    """Tell whether "Goat wrangler: Pip Larkin" is a credit: a job's word, among other credits."""
    written = pair.label.written
    words = written.split()
    if not borne_out or len(words) > 6 or is_fact_label(written) or not written[:1].isalpha():
        return False
    if may_be_job(written) and not (pair.label.first == OTHER and words[-1].casefold() == "by"):
        return True
    if pair.label.first != OTHER:
        return borne_out >= TRUSTED
    return borne_out >= TRUSTED and len(words) < 6 and is_name(pair.names) and " " in pair.names


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


def _take_above(roll: Roll, items: list[Item], place: int, above: dict[int, int]) -> None:
    item, name = items[place], items[above[place]]
    if isinstance(item, Alone):
        roll.unread = [each for each in roll.unread if each.number != name.number]
        roll.found.append(Found(name.number, item.label, name.text))
