"""Programmes as published data: their pages, their list, and the cards others show."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import QuerySet
from django.http import HttpResponse
from markupsafe import Markup

from matinee.catalogue.gather.body import gather_words
from matinee.catalogue.gather.facts import first_sentence, own_release
from matinee.catalogue.gather.films import film_cards
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.gather.mentioned import gather_mentioned
from matinee.catalogue.gather.names import public_names
from matinee.catalogue.gather.pictures import as_decoration, gather_pictures
from matinee.catalogue.models import FilmPage
from matinee.catalogue.published import (
    CreditName,
    Head,
    House,
    ProgrammeCard,
    ProgrammePageData,
    ProgrammesPageData,
)
from matinee.catalogue.seen.plain_words import plain
from matinee.catalogue.views import show
from matinee.programmes.addresses import PROGRAMMES, within
from matinee.programmes.labels import programme_label, span
from matinee.programmes.models import Pick, ProgrammeIndexPage, ProgrammePage
from matinee.programmes.picks import Shelf, films_of, gather_shelf, length_s

STRIP = 4
"""How many films stand in a row for the programme they begin."""


def public_programmes() -> QuerySet[ProgrammePage]:
    """Return the programmes that anyone may see, newest first."""
    shown = ProgrammePage.objects.live().public().select_related("chosen_by")
    return shown.order_by("-first_published_at", "-pk")


def programme_pages(ids: Iterable[int]) -> dict[int, ProgrammePageData]:
    """Return the pages of these programmes by id, leaving out what is not public.

    The number of queries does not depend on the number of programmes or picks.
    """
    programmes = list(public_programmes().filter(pk__in=ids))
    return _pages(programmes, _rows(programmes)) if programmes else {}


def programme_page(programme: ProgrammePage) -> ProgrammePageData:
    """Return the page of one programme from the object itself, an unsaved draft included."""
    rows = sorted(programme.picks.all(), key=lambda pick: pick.sort_order or 0)
    return _pages([programme], {programme.pk: rows})[programme.pk]


def programmes_index(index: ProgrammeIndexPage | None = None) -> ProgrammesPageData:
    """Return the list of programmes; `index` is its own page where that is a draft."""
    page = index or ProgrammeIndexPage.objects.first()
    introduction = page.introduction if page else ""
    return ProgrammesPageData(
        house=gather_house(),
        head=Head(),
        address=PROGRAMMES,
        title=page.title if page else "Programmes",
        introduction=gather_words([introduction])[introduction],
        programmes=tuple(programme_cards(list(public_programmes()))),
    )


def programme_cards(programmes: Sequence[ProgrammePage]) -> list[ProgrammeCard]:
    """Return a card for each programme, in the order given; constant number of queries."""
    rows = _rows(programmes)
    films = films_of(row for each in rows.values() for row in each)
    shown = {
        programme.pk: [films[row.film_id] for row in rows[programme.pk] if row.film_id in films]
        for programme in programmes
    }
    first = {film.pk: film for each in shown.values() for film in each[:STRIP]}
    cards = dict(zip(first, film_cards(list(first.values())), strict=True))
    pictures = gather_pictures(programme.picture_id for programme in programmes)
    words = gather_words(programme.introduction for programme in programmes)
    curators = _curators(programmes)
    made = []
    for programme in programmes:
        strip = tuple(cards[film.pk] for film in shown[programme.pk][:STRIP])
        picture = as_decoration(pictures.get(programme.picture_id or 0))
        made.append(
            ProgrammeCard(
                title=programme.title,
                href=programme.address,
                label=_label(shown[programme.pk]),
                line=_line(words[programme.introduction]),
                picture=picture or next((card.poster for card in strip if card.poster), None),
                span=span(programme.starts_on, programme.ends_on),
                chosen_by=curators.get(programme.pk),
                picks=strip,
            )
        )
    return made


def serve_programme(programme: ProgrammePage) -> HttpResponse:
    """Answer with a programme's page, live or draft."""
    return show(programme_page(programme))


def serve_index(index: ProgrammeIndexPage) -> HttpResponse:
    """Answer with the list of programmes, live or draft."""
    return show(programmes_index(index))


def _rows(programmes: Sequence[ProgrammePage]) -> Mapping[int, list[Pick]]:
    rows: dict[int, list[Pick]] = defaultdict(list)
    for pick in Pick.objects.filter(programme__in=programmes).order_by("sort_order", "pk"):
        rows[pick.programme_id].append(pick)
    return rows


def _pages(
    programmes: Sequence[ProgrammePage], rows: Mapping[int, list[Pick]]
) -> dict[int, ProgrammePageData]:
    shelf = gather_shelf(
        [row for programme in programmes for row in rows.get(programme.pk, ())],
        words=(programme.introduction for programme in programmes),
        pictures=(programme.picture_id for programme in programmes),
    )
    curators = _curators(programmes)
    mentions = gather_mentioned("programme", [each.pk for each in programmes if each.pk])
    house = gather_house()
    pages = {
        each.pk: _page(each, rows.get(each.pk, []), shelf, house, curators.get(each.pk))
        for each in programmes
    }
    return {pk: replace(page, mentions=mentions.get(pk)) for pk, page in pages.items()}


def _page(
    programme: ProgrammePage,
    rows: Sequence[Pick],
    shelf: Shelf,
    house: House,
    curator: CreditName | None,
) -> ProgrammePageData:
    films = [shelf.films[row.film_id] for row in rows if row.film_id in shelf.films]
    groups = shelf.groups(programme.slug, rows)
    return ProgrammePageData(
        house=house,
        head=Head(),
        address=programme.address,
        uuid=str(programme.translation_key),
        title=programme.title,
        label=_label(films),
        introduction=shelf.words[programme.introduction],
        chosen_by=curator,
        picture=shelf.pictures.get(programme.picture_id or 0),
        span=span(programme.starts_on, programme.ends_on),
        groups=groups,
        play_all=_play_all(programme.slug, films),
        duration_s=sum(length_s(film) or 0.0 for film in films),
        published_at=programme.first_published_at,
        updated_at=programme.last_published_at or programme.first_published_at,
    )


def _label(films: Sequence[FilmPage]) -> str:
    return programme_label([length_s(film) for film in films])


def _play_all(slug: str, films: Sequence[FilmPage]) -> str:
    """Return the way to the first film, where there is something to go on to by itself."""
    here = {film.pk for film in films if own_release(film)}
    return f"{within(films[0].address, slug)}&play" if len(here) > 1 else ""


def _curators(programmes: Sequence[ProgrammePage]) -> dict[int, CreditName]:
    """Return who chose each; a person leads to their page where they have one."""
    ids = {each.chosen_by_id for each in programmes if each.chosen_by_id}
    with_page = (
        set(public_names("person").filter(pk__in=ids).values_list("pk", flat=True))
        if ids
        else set()
    )
    return {
        each.pk: CreditName(
            each.chosen_by_words or each.chosen_by.name,
            each.chosen_by.address if each.chosen_by_id in with_page else "",
        )
        if each.chosen_by
        else CreditName(each.chosen_by_words)
        for each in programmes
        if each.chosen_by or each.chosen_by_words
    }


def _line(introduction: Markup) -> str:
    """Return the first sentence of the introduction's first paragraph."""
    # The first part of our own HTML is markup, too.
    return first_sentence(plain(Markup(introduction.partition("</p>")[0])))  # noqa: S704
