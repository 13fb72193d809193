"""Puts the sample programme together: its films, its picks, and the front page above it."""

from dataclasses import replace

from wagtail.rich_text import RichText

from matinee.catalogue.entry import FilmEntry, enter_film
from matinee.catalogue.models import FilmPage, Person, Relation
from matinee.cli.demo.house import programme_words as words
from matinee.cli.demo.house.stills import still
from matinee.programmes.models import HomePage, Pick, ProgrammeIndexPage, ProgrammePage


def enter_elsewhere() -> FilmPage:
    """Enter the film that plays on another site, with a poster of our own."""
    film = _known(words.OUT_OF_SEASON) or enter_film(replace(words.OUT_OF_SEASON, draft=True))
    page = film.get_latest_revision_as_object()
    page.shown, page.elsewhere_url = FilmPage.Shown.ELSEWHERE, words.OUT_OF_SEASON_URL
    page.running_time_s = 660
    page.poster_picture = still("window")
    page.save_revision().publish()
    return FilmPage.objects.get(pk=film.pk)


def enter_in_progress() -> FilmPage:
    """Enter the film that is not finished and asks for support."""
    film = _known(words.DREDGER) or enter_film(replace(words.DREDGER, draft=True))
    page = film.get_latest_revision_as_object()
    page.status = FilmPage.Status.IN_PROGRESS
    page.poster_picture = still("stars")
    page.offers_news = True
    page.support_text = words.DREDGER_SUPPORT
    page.support_links = [
        ("link", {"label": "Support the film", "href": "https://lantern-row.example/support"})
    ]
    page.save_revision().publish()
    return FilmPage.objects.get(pk=film.pk)


def write_programme(films: dict[str, FilmPage]) -> None:
    """Publish the programme of these films (by the key of their master) and the front page."""
    _write_come_in(films["come-in"], films["making-come-in"])
    picks = [
        _pick(films["corridor"], words.CORRIDOR_NOTE, "Ways in"),
        _pick(films["come-in"], words.COME_IN_NOTE),
        _pick(films["making-come-in"], words.MAKING_NOTE),
        _pick(films["elsewhere"], words.OUT_OF_SEASON_NOTE, "Ways out"),
        _pick(films["heights"], words.HEIGHTS_NOTE),
    ]
    curator = Person.objects.get_or_create(name=words.CURATOR)[0]
    curator.biography = words.CURATOR_BIOGRAPHY
    curator.save()
    index = ProgrammeIndexPage.objects.get()
    programme = ProgrammePage(
        title=words.PROGRAMME,
        slug="in-front-of-the-lens",
        introduction=words.PROGRAMME_INTRODUCTION,
        chosen_by=curator,
        live=False,
    )
    programme.picks.set(picks)
    index.add_child(instance=programme)
    programme.save_revision().publish()
    _write_front(films["heights"], programme)


def is_written() -> bool:
    """Say whether the sample programme stands already."""
    return bool(ProgrammePage.objects.filter(title=words.PROGRAMME).exists())


def _known(entry: FilmEntry) -> FilmPage | None:
    film: FilmPage | None = FilmPage.objects.filter(title=entry.title).first()
    return film


def _write_come_in(film: FilmPage, making: FilmPage) -> None:
    borrowed, source, href, date = words.COME_IN_BORROWED
    page = film.get_latest_revision_as_object()
    page.body = [
        ("borrowed", {"text": RichText(borrowed), "source": source, "href": href, "date": date})
    ]
    page.save_revision().publish()
    page = making.get_latest_revision_as_object()
    page.relations.set([Relation(kind=Relation.Kind.MAKING_OF, other=film)])
    page.save_revision().publish()


def _pick(film: FilmPage, note: str, heading: str = "") -> Pick:
    return Pick(film=film, note=note, heading=heading)


def _write_front(lead: FilmPage, programme: ProgrammePage) -> None:
    home = HomePage.objects.get().get_latest_revision_as_object()
    home.sections = [
        ("lead", {"film": lead, "words": ""}),
        ("programme", {"programme": programme, "words": ""}),
        ("latest", {"title": "Also here", "count": 6, "kind": ""}),
        ("text", {"title": "", "text": RichText(words.FRONT_WORDS)}),
    ]
    home.save_revision().publish()
