"""Keeps the lists in step with the films: who stands on which list, and where."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet

from matinee.catalogue.gather.films import listed_films
from matinee.catalogue.models import FilmPage, FilmPlace, FilmSubject, Topic
from matinee.catalogue.models.listed import UNKNOWN_LENGTH_S, Facet, FilmFacet, ListedFilm
from matinee.catalogue.public_names import credited_in, list_all_names, list_names
from matinee.catalogue.signals import relisted

FILMS = "films"
"""The kind of the one list that all films stand on; its value is ""."""
FACETS = ("kind", "country", "language", "subject", "place", "year", "decade")

Key = tuple[str, str]
"""Kind and value of a facet."""

_COLUMNS = (
    *("pk", "title", "sort_title", "year", "kind", "countries", "languages"),
    *("first_published_at", "shown", "running_time_s", "release__duration_s"),
)
_ID_BITS = 30


@dataclass(frozen=True)
class Change:
    """A list on which a film came, went or moved; `older` films before it stayed as they are."""

    kind: str
    value: str
    older: int
    before: int
    after: int


@dataclass(frozen=True)
class _Standing:
    """Where a film stands, or is to stand."""

    place: int
    sorted_by: tuple[str, int, int]
    keys: frozenset[Key]


@transaction.atomic
def relist(film_id: int, *, gone: bool = False) -> None:
    """Bring the lists in step with one film and tell which of them changed.

    Whoever changes a film's row, subjects or places beside FilmPage.save calls this after it.
    """
    before = _standing(FilmFacet.objects.filter(film_id=film_id)).get(film_id)
    after = None if gone else _wanted(listed_films().filter(pk=film_id)).get(film_id)
    if before == after:
        return
    old, new = _places(before), _places(after)
    moved = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    ids = _facet_ids(moved)
    facets = Facet.objects.select_for_update().filter(pk__in=ids.values()).order_by("pk")
    sizes = dict(facets.values_list("pk", "films"))
    ranks = [_older(ids, moved & each.keys(), film) for each, film in ((old, before), (new, after))]
    _write({film_id: before} if before else {}, {film_id: after} if after else {}, ids)
    counted = _count(ids.values())
    relisted.send(
        sender=FilmPage,
        changes=[
            Change(
                *key,
                older=min(rank[pk] for rank in ranks if pk in rank),
                before=sizes.get(pk, 0),
                after=counted.get(pk, 0),
            )
            for key, pk in ids.items()
        ],
    )


def leave_lists(instance: FilmPage | Topic, **news: Any) -> None:
    """Take a film that is being deleted off all lists; a subject or place, its own list away."""
    if isinstance(instance, FilmPage):
        relist(instance.pk, gone=True)
        list_names(credited_in(instance.pk), without=instance.pk)
        return
    for facet in Facet.objects.filter(kind=instance.kind, value=str(instance.pk)):
        FilmFacet.objects.filter(facet=facet).delete()
        facet.delete()
        change = Change(facet.kind, facet.value, older=0, before=facet.films, after=0)
        relisted.send(sender=FilmPage, changes=[change])


@transaction.atomic
def relist_all() -> None:
    """Bring all lists in step with all films; tells nobody, for whoever asks bakes everything."""
    list_all_names()
    ListedFilm.objects.exclude(film_id__in=FilmFacet.objects.values("film_id")).delete()
    before, after = _standing(FilmFacet.objects.all()), _wanted(listed_films())
    old = {pk: film for pk, film in before.items() if after.get(pk) != film}
    new = {pk: film for pk, film in after.items() if before.get(pk) != film}
    _write(old, new, _facet_ids({key for film in new.values() for key in film.keys}))
    _count(Facet.objects.values_list("pk", flat=True))


def folded(title: str) -> str:
    """Return a title as lists sort it: accents, case and opening marks aside."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    start = next((at for at, each in enumerate(letters) if each.isalnum()), 0)
    return letters[start:][:300]


def _wanted(films: QuerySet[FilmPage]) -> dict[int, _Standing]:
    """Return where these films are to stand."""
    rows = {row["pk"]: row for row in films.order_by().values(*_COLUMNS)}
    topics: dict[int, set[Key]] = {pk: {(FILMS, "")} for pk in rows}
    for model, kind in ((FilmSubject, "subject"), (FilmPlace, "place")):
        chosen: Any = model
        pairs = chosen.objects.filter(film__in=films.order_by().values("pk"))
        for film_id, pk in pairs.order_by().values_list("film_id", f"{kind}_id"):
            topics[film_id].add((kind, str(pk)))
    return {pk: _as_listed(row, topics[pk]) for pk, row in rows.items()}


def _as_listed(row: Mapping[str, Any], topics: set[Key]) -> _Standing:
    year = row["year"] or 0
    own = row["shown"] == FilmPage.Shown.OWN and row["release__duration_s"]
    length_s = round(own or row["running_time_s"] or UNKNOWN_LENGTH_S)
    facets = {
        *topics,
        ("kind", row["kind"]),
        *(("country", code.lower()) for code in row["countries"]),
        *(("language", tag.lower()) for tag in row["languages"]),
    }
    if year:
        facets |= {("year", str(year)), ("decade", str(year // 10 * 10))}
    return _Standing(
        _place(row["first_published_at"], row["pk"]),
        (folded(row["sort_title"] or row["title"]), year, length_s),
        frozenset(facets),
    )


def _place(published_at: datetime | None, pk: int) -> int:
    """Return the seconds since 1970 above the film's id: in order, and never twice the same."""
    seconds = max(0, int(published_at.timestamp())) if published_at else 0
    return seconds << _ID_BITS | pk


def _standing(rows: QuerySet[FilmFacet]) -> dict[int, _Standing]:
    """Return where films stand now."""
    columns = ("film_id", "facet__kind", "facet__value")
    keys: dict[int, set[Key]] = {}
    for film_id, kind, value in rows.order_by().values_list(*columns):
        keys.setdefault(film_id, set()).add((kind, value))
    listed = ListedFilm.objects.filter(film_id__in=rows.order_by().values("film_id"))
    return {
        row.film_id: _Standing(
            row.place, (row.sort_title, row.year, row.length_s), frozenset(keys[row.film_id])
        )
        for row in listed
    }


def _places(film: _Standing | None) -> dict[Key, int]:
    return dict.fromkeys(film.keys, film.place) if film else {}


def _facet_ids(keys: Iterable[Key]) -> dict[Key, int]:
    """Return the ids of facets, making those that are new."""
    wanted = set(keys)
    kinds = {kind for kind, _ in wanted}

    def known() -> dict[Key, int]:
        rows = Facet.objects.filter(kind__in=kinds).values_list("kind", "value", "pk")
        return {(kind, value): pk for kind, value, pk in rows if (kind, value) in wanted}

    found = known()
    if missing := wanted - found.keys():
        rows = [Facet(kind=kind, value=value) for kind, value in sorted(missing)]
        Facet.objects.bulk_create(rows, ignore_conflicts=True)
        found = known()
    return found


def _older(ids: Mapping[Key, int], keys: set[Key], film: _Standing | None) -> dict[int, int]:
    """Return by facet how many older films stand before this one."""
    if film is None:
        return {}
    older = FilmFacet.objects.filter(facet_id__in=[ids[key] for key in keys], place__lt=film.place)
    counts = older.order_by().values_list("facet_id").annotate(films=Count("pk"))
    return {ids[key]: 0 for key in keys} | dict(counts)


def _write(
    old: Mapping[int, _Standing], new: Mapping[int, _Standing], ids: Mapping[Key, int]
) -> None:
    """Put films where they are to stand instead of where they stood."""
    kept = {
        (pk, key)
        for pk in old.keys() & new.keys()
        if old[pk].place == new[pk].place
        for key in old[pk].keys & new[pk].keys
    }
    for pk, film in old.items():
        left = {key for key in film.keys if (pk, key) not in kept}
        if left:
            _leave(pk, left)
    ListedFilm.objects.filter(film_id__in=old.keys() - new.keys()).delete()
    ListedFilm.objects.bulk_create(
        [_row(pk, film) for pk, film in new.items()],
        batch_size=1000,
        update_conflicts=True,
        update_fields=["place", "sort_title", "year", "length_s"],
        unique_fields=["film"],
    )
    FilmFacet.objects.bulk_create(
        [
            FilmFacet(facet_id=ids[key], film_id=pk, place=film.place)
            for pk, film in new.items()
            for key in film.keys
            if (pk, key) not in kept
        ],
        batch_size=5000,
    )


def _row(pk: int, film: _Standing) -> ListedFilm:
    title, year, length_s = film.sorted_by
    return ListedFilm(film_id=pk, place=film.place, sort_title=title, year=year, length_s=length_s)


def _leave(film_id: int, keys: set[Key]) -> None:
    rows = FilmFacet.objects.filter(film_id=film_id)
    columns = rows.values_list("pk", "facet__kind", "facet__value")
    left = [row for row, kind, value in columns if (kind, value) in keys]
    rows.filter(pk__in=left).delete()


def _count(facet_ids: Iterable[int]) -> dict[int, int]:
    """Count the films of facets anew; one without films goes."""
    facets = Facet.objects.in_bulk(list(facet_ids))
    rows = FilmFacet.objects.filter(facet_id__in=facets).order_by().values_list("facet_id")
    counts = dict(rows.annotate(films=Count("pk")))
    for pk, films in counts.items():
        facets[pk].films, was = films, facets[pk].films
        if was == films:
            del facets[pk]
    Facet.objects.bulk_update(
        [facet for pk, facet in facets.items() if pk in counts], ["films"], batch_size=200
    )
    Facet.objects.filter(pk__in=facets.keys() - counts.keys()).delete()
    return counts
