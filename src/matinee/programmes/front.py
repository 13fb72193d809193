"""The front page as published data, and its answer to a request."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.http import HttpResponse

from matinee.catalogue.addresses import HOME
from matinee.catalogue.gather.body import gather_words
from matinee.catalogue.gather.films import NOT_ON_CARDS, film_cards, listed_films, public_films
from matinee.catalogue.gather.house import gather_house
from matinee.catalogue.gather.lists import newest_films
from matinee.catalogue.models import FilmPage, Subject
from matinee.catalogue.published import Head, HomePageData, Link, ProgrammeCard
from matinee.catalogue.views import show
from matinee.programmes.blocks import LATEST
from matinee.programmes.booklet import programme_cards, public_programmes
from matinee.programmes.models import HomePage
from matinee.programmes.sections import Block, Stock, chosen, make_sections

AS_A_NEW_SITE: tuple[Block, ...] = (
    {"type": "lead", "value": {}},
    {"type": "latest", "value": {"count": LATEST}},
)
"""What a front page shows that nobody composed: the newest film, then the latest."""


def home_page(home: HomePage | None = None) -> HomePageData:
    """Return the front page; sections of which nothing is public any more vanish.

    A lead film that is no longer public gives way to the newest. `home` is the page itself
    where that is an unsaved draft. The number of queries depends neither on the films nor on
    the sections, but for one for every kind of film whose latest are asked for.
    """
    page = home or HomePage.objects.first()
    introduction = page.introduction if page else ""
    blocks = (list(page.sections.raw_data) if page else []) or AS_A_NEW_SITE
    stock = _gather(blocks, introduction)
    return HomePageData(
        house=gather_house(),
        head=Head(),
        address=HOME,
        title=page.title if page else "",
        introduction=stock.words[introduction],
        sections=tuple(make_sections(blocks, stock)),
    )


def serve_home(home: HomePage) -> HttpResponse:
    """Answer with the front page, live or draft."""
    return show(home_page(home))


def _gather(blocks: Sequence[Block], introduction: str) -> Stock:
    named = {pk for block in blocks for pk in _named(block)}
    newest = _newest(blocks, len(named))
    films = {film.pk: film for each in newest.values() for film in each}
    if missing := named - films.keys():
        found = public_films().filter(pk__in=missing).defer(*NOT_ON_CARDS)
        films |= {film.pk: film for film in found}
    leads = _leads(blocks, films, newest.get("", ()))
    texts = [block["value"]["text"] for block in _of(blocks, "text")]
    return Stock(
        words=gather_words([introduction, *texts]),
        films=dict(zip(films, film_cards(list(films.values())), strict=True)),
        newest={kind: [film.pk for film in each] for kind, each in newest.items()},
        programmes=_programmes(
            block["value"].get("programme") for block in _of(blocks, "programme")
        ),
        subjects=_subjects(
            pk for block in _of(blocks, "subjects") for pk in chosen(block["value"], "subjects")
        ),
        leads=leads,
        shown=frozenset((*leads.values(), *named)),
    )


def _of(blocks: Iterable[Block], kind: str) -> list[Block]:
    return [block for block in blocks if block["type"] == kind]


def _named(block: Block) -> Iterator[int]:
    """Yield the films that a section names."""
    if block["type"] == "lead" and block["value"].get("film"):
        yield block["value"]["film"]
    elif block["type"] == "films":
        yield from chosen(block["value"], "films")


def _newest(blocks: Sequence[Block], named: int) -> dict[str, list[FilmPage]]:
    """Return the newest films by kind: as many as sections show, those left out, one more."""
    leads = len(_of(blocks, "lead"))
    wanted = {"": leads} if leads else {}
    for block in _of(blocks, "latest"):
        kind, count = block["value"].get("kind") or "", block["value"].get("count") or LATEST
        wanted[kind] = max(wanted.get(kind, 0), count + named + leads + 1)
    return {kind: newest_films(count, kind) for kind, count in wanted.items()}


def _leads(
    blocks: Sequence[Block], films: Mapping[int, FilmPage], newest: Sequence[FilmPage]
) -> dict[int, int]:
    """Return the film of each lead by place: the one chosen, else the newest not leading yet."""
    places = [
        (place, block["value"].get("film"))
        for place, block in enumerate(blocks)
        if block["type"] == "lead"
    ]
    leads = {place: pk for place, pk in places if pk in films}
    free = (film.pk for film in newest if film.pk not in leads.values())
    for place, _ in places:
        if place not in leads and (pk := next(free, None)):
            leads[place] = pk
    return leads


def _programmes(ids: Iterable[int | None]) -> dict[int, ProgrammeCard]:
    wanted = {pk for pk in ids if pk}
    programmes = list(public_programmes().filter(pk__in=wanted)) if wanted else []
    cards = programme_cards(programmes) if programmes else []
    return {each.pk: card for each, card in zip(programmes, cards, strict=True)}


def _subjects(ids: Iterable[int]) -> dict[int, Link]:
    """Return the subjects by id that lists have a page for: those of some public film."""
    wanted = set(ids)
    if not wanted:
        return {}
    of_films = listed_films().order_by().values("pk")
    rows = Subject.objects.filter(pk__in=wanted, film_subjects__film__in=of_films).distinct()
    return {each.pk: Link(each.name, each.address) for each in rows}
