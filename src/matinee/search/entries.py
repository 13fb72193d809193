"""What the index holds of a film, a person, a company or a programme: its names and its words."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from wagtail.rich_text import get_text_for_indexing

from matinee.catalogue.gather.credits import gather_credits
from matinee.catalogue.gather.films import public_films
from matinee.catalogue.gather.titles import printed_title, whole_title
from matinee.catalogue.models import Company, Credit, FilmPage, Named, Person
from matinee.programmes.booklet import public_programmes
from matinee.programmes.models import ProgrammePage
from matinee.search.folding import VERSION, folded
from matinee.search.models import IndexedThing

MOST_CHARACTERS = 20_000
"""Of what is written about a thing; a page of a book has two thousand."""


def entries(kind: str, ids: Collection[int]) -> dict[int, IndexedThing]:
    """Return the entries of those of these things that exist and are published, unsaved.

    Whether somebody may see a name's page is asked when it was found, for it changes with every
    film; a film or a programme that is not public has no entry.
    """
    return _ENTRIES[kind](ids) if ids else {}


def _films(ids: Collection[int]) -> dict[int, IndexedThing]:
    films = list(public_films().filter(pk__in=ids))
    credits = gather_credits(
        [pk for film in films for pk in (film.pk, film.translation_of_id) if pk]
    )
    return {
        film.pk: _film(film, credits.get(film.pk) or credits.get(film.translation_of_id or 0, []))
        for film in films
    }


def _film(film: FilmPage, credits: Collection[Credit]) -> IndexedThing:
    names = [film.title, film.original_title]
    for each in credits:
        names += (each.printed_name(), each.named.name if each.named else "", each.character)
    words = [film.logline, film.synopsis, film.long_synopsis, _rich(film.statement)]
    entry = _entry(
        "film",
        film.pk,
        whole_title(printed_title(film, list(credits))),
        names,
        [*words, *_blocks(film.body)],
    )
    entry.master_pk = film.master_id
    return entry


def _names(model: type[Named]) -> Callable[[Collection[int]], dict[int, IndexedThing]]:
    def found(ids: Collection[int]) -> dict[int, IndexedThing]:
        rows: Iterable[Any] = model.objects.filter(pk__in=ids).only(
            "name", "sort_name", "biography"
        )
        return {
            each.pk: _entry(
                model.kind, each.pk, each.name, [each.sort_name], [_rich(each.biography)]
            )
            for each in rows
        }

    return found


def _programmes(ids: Collection[int]) -> dict[int, IndexedThing]:
    rows: Iterable[ProgrammePage] = public_programmes().filter(pk__in=ids)
    return {
        each.pk: _entry(
            "programme",
            each.pk,
            each.title,
            [each.chosen_by.name if each.chosen_by else "", each.chosen_by_words],
            [_rich(each.introduction)],
        )
        for each in rows
    }


def _entry(
    kind: str, pk: int, title: str, names: Iterable[str], words: Iterable[str]
) -> IndexedThing:
    return IndexedThing(
        kind=kind,
        object_pk=pk,
        title=title[:1000],
        name=folded(title)[:300],
        # One name is said once, however often it is credited.
        names=" ".join(dict.fromkeys(folded(name) for name in names if name)),
        words=folded(" ".join(words)[:MOST_CHARACTERS]),
        folding=VERSION,
    )


def _rich(text: str) -> str:
    return get_text_for_indexing(text) if text else ""


def _blocks(stream: Any) -> list[str]:
    return stream.stream_block.get_searchable_content(stream) if stream.raw_data else []


_ENTRIES: Mapping[str, Callable[[Collection[int]], dict[int, IndexedThing]]] = {
    "film": _films,
    "person": _names(Person),
    "company": _names(Company),
    "programme": _programmes,
}
