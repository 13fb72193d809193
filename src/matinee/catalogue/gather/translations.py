"""The same film's page in several languages: what they share, and the ways between them."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from matinee.catalogue.addresses import film_address
from matinee.catalogue.codes import language_names
from matinee.catalogue.gather.films import public_films
from matinee.catalogue.models import FilmPage
from matinee.catalogue.published import Alternate

SHARED = (
    *("year", "countries", "languages", "running_time_s", "elsewhere_url"),
    *("master_id", "poster_still_id", "poster_picture_id", "origin_publisher"),
    *("may_download", "takes_footage_enquiries", "takes_screening_enquiries", "offers_news"),
)
"""What a translated page takes from the original's where it has nothing of its own."""


def gather_originals(films: Iterable[FilmPage], parts: Iterable[Any]) -> dict[int, FilmPage]:
    """Return the public originals of those films that are translations, with these parts."""
    wanted = {film.translation_of_id for film in films if film.translation_of_id}
    found = public_films().filter(pk__in=wanted).prefetch_related(*parts) if wanted else ()
    return {film.pk: film for film in found}


def completed(film: FilmPage, original: FilmPage | None) -> FilmPage:
    """Return the film with what it lacks taken from the original; the object given stays."""
    if original is None:
        return film
    whole = copy.copy(film)
    if not (film.master_id or film.elsewhere_url):
        whole.shown, whole.release, whole.status = original.shown, original.release, original.status
    for field in SHARED:
        if not getattr(film, field):
            setattr(whole, field, getattr(original, field))
    if not film.origin_publisher:
        whole.origin_url, whole.origin_date = original.origin_url, original.origin_date
    if not film.poster_still_id:
        whole.poster_still = original.poster_still
    whole.kind, whole.licence = original.kind, original.licence
    return whole


def own_rows(part: str, film: FilmPage, original: FilmPage | None) -> list[Any]:
    """Return the rows of a part of the film, its original's where it has none."""
    rows = list(getattr(film, part).all())
    return rows or (list(getattr(original, part).all()) if original else [])


def gather_alternates(
    films: Sequence[FilmPage], public: QuerySet[FilmPage]
) -> Mapping[int, tuple[Alternate, ...]]:
    """Return for each film all public pages of it with their languages, in one query.

    Empty for a film that has but one page.
    """
    roots = {film.pk: film.translation_of_id or film.pk for film in films}
    rows = (
        public.filter(Q(pk__in=roots.values()) | Q(translation_of__in=roots.values()))
        .order_by("page_language", "pk")
        .values_list("pk", "translation_of_id", "slug", "page_language")
    )
    pages: dict[int, list[Alternate]] = {}
    for pk, root, slug, language in rows:
        each = Alternate(language or settings.LANGUAGE_CODE, film_address(slug))
        pages.setdefault(root or pk, []).append(each)
    return {
        film_id: tuple(pages.get(root, ())) if len(pages.get(root, ())) > 1 else ()
        for film_id, root in roots.items()
    }


def own_name(language: str) -> str:
    """Return a language's name as its speakers write it."""
    return language_names([language], language)[0]
