"""People and companies as published data: their pages, with films and collaborators."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from matinee.catalogue.gather.body import gather_words
from matinee.catalogue.gather.collaborators import collaborators
from matinee.catalogue.gather.films import film_cards, listed_films, typed_links
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.gather.mentioned import gather_mentioned
from matinee.catalogue.gather.pictures import gather_pictures
from matinee.catalogue.identifiers import identifier_links
from matinee.catalogue.models import Company, Credit, Named, Person
from matinee.catalogue.published import (
    FilmCard,
    FilmographyGroup,
    Head,
    NamePageData,
)
from matinee.catalogue.roles import ROLES

_MODELS: dict[str, type[Named]] = {"person": Person, "company": Company}
_PLACES = {key: place for place, key in enumerate(ROLES)}


def public_names(kind: str) -> QuerySet[Named]:
    """Return those with a page: who is credited in a film that anyone may see.

    So a draft's crew stays unknown until the film is published.
    """
    return _MODELS[kind].objects.filter(listed__isnull=False)


def name_pages(kind: str, ids: Iterable[int]) -> dict[int, NamePageData]:
    """Return the pages of these people or companies by id, leaving out who has none.

    The number of queries does not depend on the number of names.
    """
    names = list(public_names(kind).filter(pk__in=ids).order_by("pk"))
    words = gather_words(name.biography for name in names)
    pictures = gather_pictures(name.portrait_id for name in names)
    filmographies = _filmographies(kind, [name.pk for name in names])
    together = collaborators(kind, [name.pk for name in names])
    mentions = gather_mentioned(kind, [name.pk for name in names]) if kind == "person" else {}
    house = gather_house()
    return {
        name.pk: NamePageData(
            house=house,
            head=Head(),
            address=name.address,
            kind=kind,
            name=name.name,
            biography=words[name.biography],
            picture=pictures.get(name.portrait_id or 0),
            links=(*typed_links(name.links), *identifier_links(name.identifiers.raw_data)),
            filmography=filmographies[name.pk],
            collaborators=together.get(name.pk, ()),
            mentions=mentions.get(name.pk),
        )
        for name in names
    }


def _filmographies(kind: str, ids: list[int]) -> dict[int, tuple[FilmographyGroup, ...]]:
    """Return the films of each name, grouped by role in the vocabulary's order."""
    who = f"{kind}_id"
    films = list(
        listed_films()
        .filter(**{f"credits__{who}__in": ids})
        .distinct()
        .order_by("-year", "-first_published_at", "-pk")
    )
    cards = dict(zip((film.pk for film in films), film_cards(films), strict=True))
    credits = Credit.objects.filter(**{f"{who}__in": ids}, film_id__in=cards)
    roles: dict[int, dict[tuple[int, str], set[int]]] = defaultdict(lambda: defaultdict(set))
    for credit in credits:
        place = _PLACES.get(credit.role_key, len(_PLACES))
        heading = credit.role.heading or credit.label
        roles[getattr(credit, who)][place, heading].add(credit.film_id)
    return {
        pk: tuple(
            FilmographyGroup(heading, _in_order(cards, among))
            for (_, heading), among in sorted(roles[pk].items())
        )
        for pk in ids
    }


def _in_order(cards: dict[int, FilmCard], among: set[int]) -> tuple[FilmCard, ...]:
    return tuple(card for pk, card in cards.items() if pk in among)
