"""Which pages show what: the keys to bake anew when something changes."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from wagtail.models import ReferenceIndex

from matinee.catalogue.gather.collaborators import close_to
from matinee.catalogue.models import (
    Company,
    Credit,
    FilmIndexPage,
    FilmPage,
    Person,
    Picture,
)
from matinee.catalogue.roles import ROLES
from matinee.programmes.models import HomePage
from matinee.publishing.marks import FILMS, HOME, NAME_LISTS, key_of

_MAKER_ROLES = [each.key for each in ROLES.values() if each.maker]


def film_reach(film_id: int) -> set[str]:
    """Return the film's page, the lists, whoever it credits, and pages that link to it."""
    return {
        key_of("film", film_id),
        HOME,
        FILMS,
        *_names_of([film_id]),
        *_letters_of(film_id),
        *_linking_to(FilmPage(pk=film_id)),
    }


def name_reach(kind: str, pk: int) -> set[str]:
    """Return the name's page and list, every film that credits it, and where it is a byline.

    A maker's name stands on the film's card too: on the front page, in the list of films
    and on the page of everyone else in that film. Any name may stand on the pages of those
    it often worked with.
    """
    credits = Credit.objects.filter(**{f"{kind}_id": pk})
    rows = list(credits.values_list("film_id", "role_key"))
    made = {film_id for film_id, role_key in rows if role_key in _MAKER_ROLES}
    keys = {key_of(kind, pk), *_letters(kind, [pk])}
    keys.update(key_of("film", film_id) for film_id, _ in rows)
    keys.update(key_of(*each) for each in close_to(kind, pk))
    if made:
        keys.update({HOME, FILMS}, _names_of(made))
    return keys


def credit_reach(credit: Credit) -> set[str]:
    """Return the pages of the film and of the one named.

    Whose names stood in the film before is known to film_reach alone.
    """
    keys = {key_of("film", credit.film_id), HOME, FILMS}
    for kind in NAME_LISTS:
        if pk := getattr(credit, f"{kind}_id"):
            keys.update({key_of(kind, pk), *_letters(kind, [pk])})
    return keys


def picture_reach(picture: Picture) -> set[str]:
    """Return the pages that show the picture, as poster, portrait or among the words."""
    keys: set[str] = set()
    for key in _linking_to(picture):
        kind, _, pk = key.partition(":")
        if kind == "film":
            keys |= film_reach(int(pk))
        elif kind in NAME_LISTS:
            keys |= name_reach(kind, int(pk))
        else:
            keys.add(key)
    return keys


def master_reach(master_id: int) -> set[str]:
    """Return the pages of the films of one master, for what the player alone shows."""
    films = FilmPage.objects.filter(master_id=master_id).values_list("pk", flat=True)
    return {key_of("film", pk) for pk in films}


def _names_of(film_ids: Iterable[int]) -> set[str]:
    credits = Credit.objects.filter(film_id__in=film_ids)
    rows = credits.values_list("person_id", "company_id")
    return {
        key_of(kind, pk)
        for row in rows
        for kind, pk in zip(NAME_LISTS, row, strict=True)
        if pk is not None
    }


def _letters_of(film_id: int) -> set[str]:
    """Return the pages of the lists on which those credited in a film stand."""
    credits = Credit.objects.filter(film_id=film_id)
    return {
        key
        for kind in NAME_LISTS
        for key in _letters(kind, credits.values(f"{kind}_id").exclude(**{f"{kind}_id": None}))
    }


def _letters(kind: str, ids: Any) -> set[str]:
    """Return the list's first page, which counts its letters, and those of these names."""
    model = Person if kind == "person" else Company
    initials = model.objects.filter(pk__in=ids).order_by().values_list("initial", flat=True)
    list_key = NAME_LISTS[kind]
    return {list_key, *(key_of(list_key, initial) for initial in initials.distinct())}


def _linking_to(target: Model) -> set[str]:
    """Return the keys of the pages whose words or pictures refer to the target."""
    keys = set()
    references = ReferenceIndex.get_references_to(target).select_related("content_type")
    for reference in references:
        model = reference.content_type.model_class()
        for source, kind in ((FilmPage, "film"), (Person, "person"), (Company, "company")):
            if model is source:
                keys.add(key_of(kind, int(reference.object_id)))
        if model is HomePage:
            keys.add(HOME)
        elif model is FilmIndexPage:
            keys.add(FILMS)
    return keys
