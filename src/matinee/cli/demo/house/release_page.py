"""Writes the page of the sample film whole: every kind of part that a page can have."""

import datetime as dt
from typing import Any

from wagtail.rich_text import RichText

from matinee.catalogue.models import Company, FilmPage, Person, Place, Relation, Screening, Subject
from matinee.cli.demo.house import programme_words, release_words
from matinee.cli.demo.house.stills import still


def write_release_page(film: FilmPage, dredger: FilmPage, trailer: FilmPage) -> None:
    """Fill the page and publish it; the trailer and the film in progress are tied to it."""
    page = film.get_latest_revision_as_object()
    page.logline = release_words.LOGLINE
    page.long_synopsis = release_words.LONG_SYNOPSIS
    page.body = _body(dredger)
    page.awards = [
        ("award", {"what": what, "where": where, "year": year})
        for what, where, year in release_words.AWARDS
    ]
    page.press = [
        ("press", {"text": text, "who": who, "source": source, "href": href})
        for text, who, source, href in release_words.PRESS
    ]
    page.contact = [
        ("contact", {"about": about, "name": name, "email": email, "href": href})
        for about, name, email, href in release_words.CONTACT
    ]
    page.licence = "cc-by-nc"
    page.may_download = True
    page.takes_footage_enquiries = page.takes_screening_enquiries = page.offers_news = True
    page.support_text = release_words.SUPPORT_TEXT
    page.support_links = [
        ("link", {"label": label, "href": href}) for label, href in release_words.SUPPORT_LINKS
    ]
    page.origin_publisher = "The Estuary Review"
    page.origin_url = "https://estuary-review.example/a-book-of-heights"
    page.origin_date = "3 May 2026"
    page.identifiers = [
        ("identifier", {"scheme": "eidr", "value": "10.5240/0000-0000-0000-0000-0000-X"})
    ]
    page.screenings.set(_screenings())
    page.relations.set([Relation(kind=Relation.Kind.SERIES, other=dredger)])
    page.save_revision().publish()
    _tie(trailer, Relation.Kind.TRAILER, film)
    _write_names()


def _body(dredger: FilmPage) -> list[tuple[str, Any]]:
    captions = release_words.STILL_CAPTIONS
    text, who = release_words.QUOTATION
    borrowed, source, href, date = release_words.BORROWED
    note, editor = release_words.NOTE
    gallery = [
        {"picture": still(key), "caption": captions[key]} for key in ("stars", "mist", "marsh")
    ]
    links = [{"label": a, "href": b, "note": c} for a, b, c in release_words.BOOKS]
    support = [{"label": a, "href": b} for a, b in release_words.SUPPORT_LINKS[:1]]
    return [
        ("text", RichText(release_words.OPENING)),
        ("still", {"picture": still("post"), "caption": captions["post"]}),
        ("text", RichText(release_words.MIDDLE)),
        ("quotation", {"text": text, "who": who}),
        ("borrowed", {"text": RichText(borrowed), "source": source, "href": href, "date": date}),
        ("gallery", {"title": "", "stills": gallery}),
        ("text", RichText(release_words.CLOSING)),
        ("note", {"text": RichText(note), "who": editor}),
        ("links", {"title": "Books", "links": links}),
        ("film", {"film": dredger, "note": "The next one, from the same bay."}),
        ("support", {"text": programme_words.DREDGER_SUPPORT, "links": support}),
    ]


def _screenings() -> list[Screening]:
    """Return one of last year's and two of next year's, so that there is always one to come."""
    year = dt.datetime.now(tz=dt.UTC).year
    evening = dt.time(19, 30)
    return [
        Screening(on=dt.date(year - 1, 9, 12), venue="Harbour Light", town="Skern",
                  occasion="Harbour Light Festival"),
        Screening(on=dt.date(year + 1, 3, 14), at=evening, venue="The Net Loft",
                  town="Saltery Reach", occasion="Thursday screen", note="with Odile Marchbank",
                  href="https://net-loft.example/thursday"),
        Screening(on=dt.date(year + 1, 5, 2), at=evening, venue="Kino Anker", town="Orle"),
    ]  # fmt: skip


def _tie(film: FilmPage, kind: str, other: FilmPage) -> None:
    page = film.get_latest_revision_as_object()
    page.relations.set([Relation(kind=kind, other=other)])
    page.save_revision().publish()


def _write_names() -> None:
    maker = Person.objects.get(name="Odile Marchbank")
    maker.biography = release_words.BIOGRAPHY
    maker.links = [
        ("link", {"label": "odile-marchbank.example", "href": "https://odile-marchbank.example"})
    ]
    maker.save()
    for workshop in Company.objects.filter(name="Saltery Reach Film Workshop"):
        workshop.biography = release_words.WORKSHOP
        workshop.save()
    for name, words in programme_words.SUBJECT_WORDS.items():
        for subject in Subject.objects.filter(name=name):
            subject.introduction = words
            subject.save()
    for place in Place.objects.filter(name="Saltery Reach"):
        place.introduction, place.picture = programme_words.PLACE_WORDS, still("marsh")
        place.save()
