"""Films, people, companies and programmes that were found, as the page lists them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count

from matinee.catalogue.gather.names import public_names
from matinee.catalogue.gather.pictures import as_decoration, gather_pictures
from matinee.catalogue.models import Credit
from matinee.catalogue.published import FoundThing, ProgrammeCard
from matinee.catalogue.roles import role
from matinee.programmes.booklet import programme_cards, public_programmes
from matinee.search.asking import Thing
from matinee.search.carded import Films
from matinee.search.marked import marked

ROLES_AT_MOST = 3
"""In what is said of a person."""


def found_things(things: Sequence[Thing], films: Films) -> tuple[FoundThing, ...]:
    """Return what is public of these, in their order; the number of queries is constant."""
    ids: dict[str, list[int]] = defaultdict(list)
    for thing in things:
        ids[thing.kind].append(thing.pk)
    shown = {kind: _GATHER[kind](kind, ids[kind]) for kind in _GATHER if kind in ids}
    shown["film"] = {
        pk: {"href": each.card.href, "note": each.note, "picture": each.card.poster}
        for pk, each in films.items()
    }
    return tuple(
        FoundThing(kind=thing.kind, title=marked(thing.title, thing.spans), **facts)
        for thing in things
        if (facts := shown[thing.kind].get(thing.pk))
    )


_Facts = Mapping[int, Mapping[str, Any]]
"""Fields of FoundThing by id."""


def _names(kind: str, ids: list[int]) -> _Facts:
    names = list(public_names(kind).filter(pk__in=ids))
    pictures = gather_pictures(name.portrait_id for name in names)
    roles = _roles(kind, [name.pk for name in names])
    return {
        name.pk: {
            "href": name.address,
            "note": " · ".join(roles[name.pk]),
            "picture": as_decoration(pictures.get(name.portrait_id or 0)),
        }
        for name in names
    }


def _roles(kind: str, ids: list[int]) -> Mapping[int, list[str]]:
    """Return the few roles that each name has had most often in films that lists show."""
    who = f"{kind}_id"
    counted = (
        Credit.objects.filter(**{f"{who}__in": ids}, film__listed__isnull=False)
        .order_by()
        .values_list(who, "role_key")
        .annotate(films=Count("film", distinct=True))
        .order_by("-films", "role_key")
    )
    roles: dict[int, list[str]] = defaultdict(list)
    for pk, key, _films in counted:
        heading = role(key).heading
        if heading and len(roles[pk]) < ROLES_AT_MOST:
            roles[pk].append(heading)
    return roles


def _programmes(_kind: str, ids: list[int]) -> _Facts:
    programmes = list(public_programmes().filter(pk__in=ids))
    cards = zip(programmes, programme_cards(programmes), strict=True)
    return {
        programme.pk: {"href": card.href, "note": _line(card), "picture": card.picture}
        for programme, card in cards
    }


def _line(card: ProgrammeCard) -> str:
    by = f"chosen by {card.chosen_by.name}" if card.chosen_by else ""
    return " · ".join(filter(None, (card.label, by)))


_GATHER = {"person": _names, "company": _names, "programme": _programmes}
