"""Which films belong with a film: tied to it by an editor, or found by who made them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import DenseRank
from wagtail.models import Page, ReferenceIndex

from matinee.catalogue.gather.credits import MAKERS
from matinee.catalogue.gather.titles import ARTIST
from matinee.catalogue.models import Credit, FilmPage, Relation
from matinee.catalogue.published import FilmCard, RelatedFilms

MOST = 6
"""How many films of one maker or artist a page names: the newest."""
MOST_MAKERS = 3
"""A page names further films of so many of its makers: those billed first."""

_SPARE = 10
"""Read so many more than are named, for those that the page names already elsewhere."""

_Kind = Relation.Kind
_PART_OF = {
    _Kind.TRAILER: "Trailer for",
    _Kind.EXCERPT: "Excerpt from",
    _Kind.MAKING_OF: "The making-of of",
}
"""What a page says that is such a part of another film."""


@dataclass(frozen=True)
class Tie:
    """Films tied to a film in one way."""

    title: str
    film_ids: tuple[int, ...]
    near: bool = False
    most: int | None = None
    """Show so many and no more."""


@dataclass
class _Ends:
    """What is tied to one film: by kind, from this film's end or from the other's."""

    by_kind: dict[tuple[str, bool], list[int]] = field(default_factory=lambda: defaultdict(list))

    def among(self, kind: str, *, reverse: bool = False) -> list[int]:
        return self.by_kind.get((kind, reverse), [])


def gather_ties(
    films: Sequence[FilmPage],
    credits: Mapping[int, Sequence[Credit]],
    public: QuerySet[FilmPage],
) -> dict[int, tuple[Tie, ...]]:
    """Return what belongs with each film, by id, in the order pages show it.

    A film stands but once on a page: where the first of the ties places it. The number of
    queries does not depend on the number of films. Ids of films that are not public are
    among them; they have no card.
    """
    ends = _gather_ends(films)
    listed = public.filter(translation_of=None).order_by().values("pk")
    made = _Works(listed, MAKERS, [each for film in films for each in credits[film.pk]])
    videos = [film for film in films if film.kind == FilmPage.Kind.MUSIC_VIDEO]
    sung = _Works(listed, (ARTIST,), [each for film in videos for each in credits[film.pk]])
    ties = {}
    for film in films:
        seen = {film.pk, film.translation_of_id}
        computed = [
            *made.also(credits[film.pk], "Also by"),
            *(sung.also(credits[film.pk], "Also with") if film in videos else ()),
        ]
        spoken = _spoken(ends[film.pk])
        ties[film.pk] = tuple(_once(seen, [*spoken[:-2], *computed, *spoken[-2:]]))
    return ties


def related_films(ties: Iterable[Tie], cards: Mapping[int, FilmCard]) -> tuple[RelatedFilms, ...]:
    """Return the ties as pages show them, without those of which no film is public."""
    shown = []
    for tie in ties:
        films = tuple(cards[pk] for pk in tie.film_ids if pk in cards)
        if films:
            whole = tie.title in _PART_OF.values()
            title = f"{tie.title} {films[0].title}" if whole else tie.title
            shown.append(RelatedFilms(title, films, tie.near))
    return tuple(shown)


def mentions(*, by: Collection[int] = (), to: Collection[int] = ()) -> Iterator[tuple[int, int]]:
    """Yield (film, mentioned page) for the words of these films, or those that lead to these.

    One query, of what Wagtail notes whenever a film is saved.
    """
    rows = ReferenceIndex.objects.filter(
        Q(model_path__startswith="body") | Q(model_path__startswith="statement"),
        Q(object_id__in=[str(pk) for pk in by]) | Q(to_object_id__in=[str(pk) for pk in to]),
        content_type=ContentType.objects.get_for_model(FilmPage),
        to_content_type=ContentType.objects.get_for_model(Page),
    )
    for source, target in rows.values_list("object_id", "to_object_id").distinct():
        yield int(source), int(target)


def _gather_ends(films: Sequence[FilmPage]) -> dict[int, _Ends]:
    """Return every film's ties; a translation has its original's where it has none itself."""
    ends: dict[int, _Ends] = defaultdict(_Ends)
    ids = {pk for film in films for pk in (film.pk, film.translation_of_id) if pk}
    own = {film.pk for film in films}
    rows = Relation.objects.filter(Q(film__in=ids) | Q(other__in=ids)).order_by(
        "film_id", "sort_order", "pk"
    )
    for row in rows:
        if row.film_id not in own:
            _tie(ends, row.film_id, row.other_id, row.kind)
        _tie(ends, row.other_id, row.film_id, row.kind, reverse=True)
    for film in films:
        for row in film.relations.all():
            _tie(ends, film.pk, row.other_id, row.kind)
    for source, target in mentions(to=ids):
        _tie(ends, target, source, _Kind.MENTION, reverse=True)
    for film in films:
        if film.translation_of_id and not ends[film.pk].by_kind:
            ends[film.pk] = ends[film.translation_of_id]
    return ends


def _tie(
    ends: dict[int, _Ends], film_id: int, other_id: int, kind: str, *, reverse: bool = False
) -> None:
    # A series has no two ends.
    there = ends[film_id].by_kind[kind, reverse and kind != _Kind.SERIES]
    if other_id not in there:
        there.append(other_id)


def _spoken(ends: _Ends) -> list[Tie]:
    """Return what editors tied, in words; the mentions come last."""
    near = [_clips(ends)]
    near += [
        Tie(title, (other,), near=True)
        for kind, title in _PART_OF.items()
        for other in ends.among(kind)
    ]
    rest = [
        Tie("The making-of", tuple(ends.among(_Kind.MAKING_OF, reverse=True))),
        Tie("In the same series", tuple(ends.among(_Kind.SERIES))),
        Tie("Mentions", tuple(ends.among(_Kind.MENTION))),
        Tie("Mentioned in", tuple(ends.among(_Kind.MENTION, reverse=True))),
    ]
    return [*near, *rest]


def _clips(ends: _Ends) -> Tie:
    """Return the film's trailers and excerpts as one."""
    trailers = ends.among(_Kind.TRAILER, reverse=True)
    excerpts = ends.among(_Kind.EXCERPT, reverse=True)
    if trailers and excerpts:
        title = "Trailer and clips"
    elif excerpts:
        title = "Excerpts" if len(excerpts) > 1 else "Excerpt"
    else:
        title = "Trailers" if len(trailers) > 1 else "Trailer"
    return Tie(title, (*trailers, *excerpts), near=True)


def _once(seen: set[int | None], ties: Iterable[Tie]) -> Iterator[Tie]:
    """Yield the ties without the films of earlier ones."""
    for tie in ties:
        fresh = [pk for pk in tie.film_ids if pk not in seen][: tie.most]
        seen.update(fresh)
        if fresh:
            yield replace(tie, film_ids=tuple(fresh))


class _Works:
    """The newest films of everyone who has one of some roles in these credits, in one query."""

    def __init__(
        self, films: QuerySet[Any, Any], roles: Collection[str], credits: Iterable[Credit]
    ) -> None:
        self.among = films
        self.roles = roles
        who = [each for each in credits if each.role_key in roles]
        people = {each.person_id for each in who if each.person_id}
        companies = {each.company_id for each in who if each.company_id}
        self.films: dict[tuple[int | None, int | None], list[int]] = defaultdict(list)
        if people or companies:
            self._read(people, companies)

    def also(self, credits: Iterable[Credit], title: str) -> list[Tie]:
        """Return a tie for each of the first who have such a role."""
        names: dict[tuple[int | None, int | None], str] = {}
        for each in credits:
            named = each.named
            if named and each.role_key in self.roles:
                names.setdefault((each.person_id, each.company_id), named.name)
        return [
            Tie(f"{title} {name}", tuple(self.films[who]), most=MOST)
            for who, name in list(names.items())[:MOST_MAKERS]
        ]

    def _read(self, people: set[int], companies: set[int]) -> None:
        newest_first = Window(
            DenseRank(),
            partition_by=[F("person_id"), F("company_id")],
            order_by=[F("film__first_published_at").desc(), F("film_id").desc()],
        )
        rows = (
            Credit.objects.filter(
                Q(person_id__in=people) | Q(company_id__in=companies),
                role_key__in=self.roles,
                film__in=self.among,
            )
            .annotate(place=newest_first)
            .filter(place__lte=MOST + _SPARE)
            .order_by("place")
            .values_list("person_id", "company_id", "film_id")
        )
        for person, company, film_id in rows:
            if film_id not in self.films[person, company]:
                self.films[person, company].append(film_id)
