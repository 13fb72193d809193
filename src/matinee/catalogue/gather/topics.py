"""What films share as published data: the page of each topic, and the lists of topics."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from matinee.catalogue.addresses import BROWSE, TOPIC_LISTS, closed_page_address
from matinee.catalogue.gather.body import gather_words
from matinee.catalogue.gather.facets import LABELS, PLURALS, TOPICS, facet_names, in_words
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.gather.leaves import Leaf, existing_leaves, gather_leaves, ways_from
from matinee.catalogue.gather.pictures import gather_pictures
from matinee.catalogue.initials import initial_label, initial_of, initial_order
from matinee.catalogue.listing import folded
from matinee.catalogue.models import Facet, FilmPage
from matinee.catalogue.paging import NEWEST
from matinee.catalogue.published import (
    FilmCard,
    Head,
    House,
    Link,
    Picture,
    TopicGroup,
    TopicLine,
    TopicPageData,
    TopicsPageData,
)

SHORT_LIST = 40
"""Up to so many lines need no headings."""

_KIND_ORDER = {kind: place for place, kind in enumerate(FilmPage.Kind.values)}


def topic_pages(kind: str, wanted: Mapping[str, Iterable[int]]) -> dict[Leaf, TopicPageData]:
    """Return these pages of topics of one kind: numbers by value; what is not there is left out.

    The number of queries does not depend on the number of pages.
    """
    facets = list(Facet.objects.filter(kind=kind, value__in=wanted))
    leaves = [leaf for each in facets for leaf in existing_leaves([each], wanted[each.value])]
    names = facet_names(kind, [facet.value for facet in facets])
    told = _told(kind, [leaf.facet.value for leaf in leaves if leaf.number == NEWEST])
    films = gather_leaves([leaf for leaf in leaves if leaf.facet.value in names])
    house = gather_house()

    def shown(leaf: Leaf) -> TopicPageData:
        said = told.get(leaf.facet.value, _UNTOLD) if leaf.number == NEWEST else _UNTOLD
        return _page(house, leaf, names[leaf.facet.value], films[leaf], said)

    return {leaf: shown(leaf) for leaf in films}


def topics_list(kind: str) -> TopicsPageData:
    """Return the list of all topics of a kind that have films."""
    rows = dict(Facet.objects.filter(kind=kind).values_list("value", "films"))
    names = facet_names(kind, rows)
    lines = [
        (value, TopicLine(name.label, name.href, rows[value])) for value, name in names.items()
    ]
    return TopicsPageData(
        house=gather_house(),
        head=Head(),
        address=TOPIC_LISTS[kind],
        kind=kind,
        title=PLURALS[kind],
        groups=_groups(kind, lines),
        ways=tuple(way for way in gather_ways() if way.href != TOPIC_LISTS[kind]),
    )


def gather_ways() -> tuple[Link, ...]:
    """Return the lists of topics that have films, to find films by, and by title at last."""
    used = set(Facet.objects.order_by().values_list("kind", flat=True).distinct())
    ways = [
        Link(LABELS[kind].lower(), address) for kind, address in TOPIC_LISTS.items() if kind in used
    ]
    return (*ways, Link("title", f"{BROWSE}?sort=title")) if used else ()


_Told = tuple[Markup, Picture | None]
_UNTOLD: _Told = (Markup(""), None)


def _told(kind: str, values: Sequence[str]) -> dict[str, _Told]:
    """Return the words and the picture of subjects and places; other kinds have none."""
    if kind not in TOPICS or not values:
        return {}
    topics: list[Any] = list(TOPICS[kind].objects.filter(pk__in=values))
    words = gather_words(topic.introduction for topic in topics)
    pictures = gather_pictures(topic.picture_id for topic in topics)
    return {
        str(topic.pk): (words[topic.introduction], pictures.get(topic.picture_id or 0))
        for topic in topics
    }


def _page(
    house: House, leaf: Leaf, name: Link, films: tuple[FilmCard, ...], told: _Told
) -> TopicPageData:
    facet, number = leaf.facet, leaf.number
    title = in_words({facet.kind: name.label})
    # Subjects and places are chosen by their slug there, the last part of their address.
    chosen = {facet.kind: name.href.rstrip("/").rpartition("/")[2]}
    return TopicPageData(
        house=house,
        head=Head(),
        address=closed_page_address(name.href, number),
        kind=facet.kind,
        label=LABELS[facet.kind],
        name=name.label,
        title=title if number == NEWEST else f"{title}, page {number}",
        introduction=told[0],
        picture=told[1],
        films=films,
        count=facet.films if number == NEWEST else 0,
        leaves=ways_from(name.href, number, facet.films),
        all_of_kind=Link(PLURALS[facet.kind], TOPIC_LISTS[facet.kind]),
        browse=f"{BROWSE}?{urlencode(chosen)}",
    )


def _groups(kind: str, lines: list[tuple[str, TopicLine]]) -> tuple[TopicGroup, ...]:
    """Return kinds in our order, years newest first by decade, and all else from A to Z."""
    if kind == "kind":
        lines.sort(key=lambda each: _KIND_ORDER.get(each[0], 99))
        return _grouped((("", line) for _, line in lines))
    if kind == "year":
        lines.sort(key=lambda each: -int(each[0]))
        return _grouped((f"{value[:-1]}0s", line) for value, line in lines)
    initials = {value: initial_of(folded(line.name)) for value, line in lines}
    lines.sort(key=lambda each: (initial_order(initials[each[0]]), folded(each[1].name)))
    headed = len(lines) > SHORT_LIST
    return _grouped(
        (initial_label(initials[value]) if headed else "", line) for value, line in lines
    )


def _grouped(lines: Iterable[tuple[str, TopicLine]]) -> tuple[TopicGroup, ...]:
    return tuple(
        TopicGroup(label, tuple(line for _, line in group))
        for label, group in groupby(lines, key=lambda each: each[0])
    )
