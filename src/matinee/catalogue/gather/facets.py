"""Facets in words: what a subject, a country or a year is called, and a list of several."""

from collections.abc import Callable, Iterable, Mapping

from django.conf import settings

from matinee.catalogue.addresses import TOPIC_LISTS, topic_address
from matinee.catalogue.codes import country_names, language_names
from matinee.catalogue.models import FilmPage, Place, Subject
from matinee.catalogue.published import Link

LABELS = {
    "kind": "Kind",
    "country": "Country",
    "language": "Language",
    "subject": "Subject",
    "place": "Place",
    "year": "Year",
    "decade": "Decade",
}
PLURALS = {
    "subject": "Subjects",
    "place": "Places",
    "country": "Countries",
    "language": "Languages",
    "kind": "Kinds of film",
    "year": "Years",
}
TOPICS: Mapping[str, type[Subject | Place]] = {"subject": Subject, "place": Place}

_KINDS = {
    FilmPage.Kind.DOCUMENTARY: "Documentaries",
    FilmPage.Kind.SHORT: "Short films",
    FilmPage.Kind.FEATURE: "Feature films",
    FilmPage.Kind.MUSIC_VIDEO: "Music videos",
    FilmPage.Kind.ADVERTISEMENT: "Advertisements",
    FilmPage.Kind.TRAILER: "Trailers",
    FilmPage.Kind.MAKING_OF: "Making-of films",
    FilmPage.Kind.OTHER: "Other films",
}
# In the order in which they make a sentence.
_PHRASES = {
    "subject": "about {}",
    "place": "shot at {}",
    "country": "from {}",
    "language": "in {}",
    "year": "of {}",
    "decade": "of the {}",
}


def facet_names(kind: str, values: Iterable[str]) -> dict[str, Link]:
    """Return name and address of each value; a topic that is gone is left out.

    One query for subjects and places, none for the others. Decades have no address.
    """
    wanted = list(values)
    if kind in TOPICS:
        topics = TOPICS[kind].objects.filter(pk__in=wanted).values_list("pk", "name", "slug")
        return {str(pk): Link(name, topic_address(kind, slug)) for pk, name, slug in topics}
    names = _NAMES[kind](wanted)
    return {
        value: Link(name, topic_address(kind, value) if kind in TOPIC_LISTS else "")
        for value, name in zip(wanted, names, strict=True)
    }


def in_words(names: Mapping[str, str]) -> str:
    """Return what films with these facts are: "Documentaries shot at Ria de Alvor"."""
    said = [names.get("kind", "Films")]
    said += [phrase.format(names[kind]) for kind, phrase in _PHRASES.items() if kind in names]
    return " ".join(said)


def _countries(values: list[str]) -> list[str]:
    return country_names([value.upper() for value in values], settings.LANGUAGE_CODE)


def _languages(values: list[str]) -> list[str]:
    return language_names(values, settings.LANGUAGE_CODE)


def _kinds(values: list[str]) -> list[str]:
    return [_KINDS.get(FilmPage.Kind(value), value) for value in values]


_NAMES: dict[str, Callable[[list[str]], list[str]]] = {
    "kind": _kinds,
    "country": _countries,
    "language": _languages,
    "year": list,
    "decade": lambda values: [f"{value}s" for value in values],
}
