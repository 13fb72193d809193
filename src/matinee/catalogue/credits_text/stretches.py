"""Reads items in the light of their neighbours: own labels, names above labels, cast lists."""

import re
from dataclasses import replace
from itertools import groupby, pairwise

from matinee.catalogue.credits_text.casing import is_all_caps
from matinee.catalogue.credits_text.cast import actors_stand_left, like_actor
from matinee.catalogue.credits_text.companies import looks_personal
from matinee.catalogue.credits_text.facts import is_gear
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
from matinee.catalogue.credits_text.jobs import is_job, may_be_job
from matinee.catalogue.credits_text.labels import own_label
from matinee.catalogue.credits_text.looks import could_be_names, is_name

_LEADER = re.compile(r"\.{3}|…|\s\.\s\.")


def without_gear(items: list[Item]) -> list[Item]:
    """Drop "Music: Artlist" and "Drone: Mavic 3" from a list of equipment, which names nobody."""
    read: list[Item] = []
    for blank, group in groupby(items, key=lambda item: isinstance(item, Blank)):
        stretch = list(group)
        gear = 0 if blank else sum(isinstance(i, Nothing) and is_gear(i.text) for i in stretch)
        if gear > 1 and not any(map(names_a_person, stretch)):
            stretch = [Nothing(item.number, item.text) for item in stretch]
        read += stretch
    return read


def names_a_person(item: Item) -> bool:
    """Tell whether a name on a line of labels is written as a person's."""
    pairs = item.pairs if isinstance(item, Pairs) else ()
    return any(looks_personal(name) for pair in pairs for name in re.split("[,&/]", pair.names))


def with_own_labels(items: list[Item]) -> list[Item]:
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


def names_above(items: list[Item]) -> dict[int, int]:
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
    if not isinstance(items[stretch[-1]], Alone) or _heads_a_list(items, stretch):
        return {}
    return {
        place: before
        for before, place in pairwise(stretch)
        if isinstance(items[place], Alone)
        and isinstance(items[before], Names)
        and is_name(items[before].text)
        and len(items[before].text.split()) > 1
    }


def _heads_a_list(items: list[Item], stretch: list[int]) -> bool:
    """Tell whether a label touches the name below and stands apart from the name above."""
    return any(
        isinstance(items[place], Alone)
        and isinstance(items[place - 1], Blank)
        and isinstance(items[place + 1], (Names, Nothing))
        for place in stretch
        if 0 < place < len(items) - 1
    )


def with_cast(items: list[Item]) -> list[Item]:
    """Find the cast: lists of characters and actors in either order, in lines or two by two."""
    turned = list(items)
    group: list[int] = []
    for place, item in enumerate([*items, Nothing(0, "")]):
        if isinstance(item, CastLine):
            group.append(place)
        elif not isinstance(item, Blank) and group:
            _turn_group(turned, group)
            group = []
    return _with_two_lines(_with_actors_after_crew(_without_heading(turned)))


def _turn_group(items: list[Item], group: list[int]) -> None:
    lines = [item for place in group if isinstance(item := items[place], CastLine)]
    dash = all(line.mark in "–—-" for line in lines)
    if actors_stand_left([(line.left, line.right) for line in lines], dash=dash):
        for place, line in zip(group, lines, strict=True):
            items[place] = replace(line, left=line.right, right=line.left)


def _without_heading(items: list[Item]) -> list[Item]:
    """Read a cast that nothing heads: "Mara ..... Jane Roe", "Jane Roe as Mara", twice or more."""
    read: list[Item] = []
    for _, group in groupby(items, key=_sort_of_cast):
        stretch = list(group)
        sides = [_sides(item) for item in stretch]
        actors = [side for side in sides if side and like_actor(side[1]) > 0]
        characters = [side for side in actors if like_actor(side[0]) <= 0 or " as " in side[2]]
        if 1 < len(actors) == len(stretch) < 2 * len(characters):
            read += [
                CastLine(item.number, item.text, side[0], side[1], "")
                for item, side in zip(stretch, actors, strict=True)
            ]
        else:
            read += stretch
    return read


def _sort_of_cast(item: Item) -> str:
    side = _sides(item)
    return side[2] if side else ""


def _sides(item: Item) -> tuple[str, str, str] | None:
    """Return character, actor and the mark between them, of a line that may be of a cast."""
    if isinstance(item, Pairs) and item.sides and _LEADER.search(item.text):
        return (*item.sides, "...")
    who, as_, whom = item.text.partition(" as ") if isinstance(item, Names) else ("", "", "")
    return (whom, who, as_) if as_ and "," not in who else None


def _with_actors_after_crew(items: list[Item]) -> list[Item]:
    """Read "Jane Roe ... Mara" as cast where lines such as "Bo Park ... editor" stand around it."""
    read: list[Item] = []
    for is_pairs, group in groupby(items, key=lambda item: isinstance(item, (Pairs, Blank))):
        stretch = list(group)
        pairs = [item for item in stretch if isinstance(item, Pairs)]
        known = [item for item in pairs if any(pair.known for pair in item.pairs)]
        names_left = is_pairs and known and all(item.turned for item in known)
        read += [_as_actor(item) if names_left else item for item in stretch]
    return read


def _as_actor(item: Item) -> Item:
    if not isinstance(item, Pairs) or not item.sides:
        return item
    who, whom = item.sides
    if not is_name(who) or len(who.split()) < 2 or is_job(whom):
        return item
    return CastLine(item.number, item.text, whom, who, ".")


def _with_two_lines(items: list[Item]) -> list[Item]:
    """Read a cast of characters and actors on lines of their own, two by two."""
    read = list(items)
    for place, item in enumerate(items):
        if _opens_cast(item):
            lines = _lines_of_cast(items, place + 1)
            texts = [items[at].text for at in lines]
            sides = list(zip(texts[::2], texts[1::2], strict=False))
            if len(lines) < 4 or len(lines) % 2 or not _are_two_kinds(sides):
                continue
            left = actors_stand_left(sides, dash=False)
            for one, two in zip(lines[::2], lines[1::2], strict=True):
                who, whom = (one, two) if left else (two, one)
                read[who] = CastLine(
                    items[who].number, items[who].text, items[whom].text, items[who].text, ""
                )
                read[whom] = Blank(items[whom].number, "")
    return read


def _opens_cast(item: Item) -> bool:
    if isinstance(item, Heading):
        return item.cast
    return isinstance(item, Alone) and item.label.first.key == "cast"


def _lines_of_cast(items: list[Item], begin: int) -> list[int]:
    """Return the places of the lines below a heading, up to the next label."""
    lines: list[int] = []
    for place in range(begin, len(items)):
        item = items[place]
        if isinstance(item, (Names, Nothing)) and could_be_names(item.text):
            lines.append(place)
        elif not isinstance(item, Blank):
            break
    return lines


def _are_two_kinds(sides: list[tuple[str, str]]) -> bool:
    """Tell whether one side is full of actors and the other is mostly not."""
    left, right = (sum(like_actor(side) > 0 for side in each) for each in zip(*sides, strict=True))
    actors, others = max(left, right), min(left, right)
    return actors == len(sides) and others * 2 < len(sides)
