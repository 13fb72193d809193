"""Whatever someone types, in whatever field, no page runs it."""

import datetime as dt
from html.parser import HTMLParser

import pytest

from matinee.catalogue.models import (
    Credit,
    ElsewhereFilm,
    FilmIndexPage,
    FilmPage,
    Person,
    Picture,
    Relation,
    Screening,
    Subject,
)
from matinee.publishing.bake import bake_all
from tests.catalogue.made_films import make_film, make_picture, make_release

HREF = "https://give.example/?a=\"'><script>"
VIMEO = "https://vimeo.com/1234567"
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)><!--{{ 7*7 }}"


class Suspects(HTMLParser):
    """Collects what a page written by us never has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_data = given == {"type": "application/ld+json"}
        if tag == "script" and not is_data and not (given.get("src") or "").startswith("/static/"):
            self.found.append(f"script {given}")
        if any(name.startswith("on") for name in given) or given.get("src") == "x":
            self.found.append(f"{tag} {given}")
        if (given.get("href") or "").lower().strip().startswith("javascript:"):
            self.found.append(f"{tag} {given}")

    def handle_comment(self, data: str) -> None:
        if "7*7" in data:
            self.found.append(data)


@pytest.fixture
def hostile_film(home, site) -> FilmPage:
    rich = f'<p onclick="x()">{HOSTILE}</p><a href="javascript:alert(1)">A</a>'
    picture = make_picture(alt=HOSTILE[:300])
    picture.credit = HOSTILE
    picture.save()
    film = make_film(
        "Low Water",
        master=make_release().master,
        credits_text="Director: Ines Calder",
        subjects=("Tides",),
        synopsis=HOSTILE,
        body_html=rich,
        statement_html=rich,
        places=(HOSTILE,),
        rights=HOSTILE,
        support_text=HOSTILE,
        support=((HOSTILE, "https://give.example/?a=\"'><script>"),),
    )
    Person.objects.update(name=HOSTILE, sort_name=HOSTILE, biography=rich, portrait=picture)
    Credit.objects.update(label=HOSTILE, on_behalf_of=HOSTILE, character=HOSTILE)
    Subject.objects.update(name=HOSTILE)
    FilmIndexPage.objects.update(introduction=rich, title=HOSTILE)
    home.introduction, home.title = rich, HOSTILE
    home.save()
    film.refresh_from_db()
    film.title = film.original_title = film.origin_publisher = HOSTILE
    film.origin_date = HOSTILE[:60]
    film.body.extend(
        [
            ("heading", HOSTILE),
            ("still", {"picture": picture, "caption": HOSTILE, "credit": HOSTILE}),
            ("quotation", {"text": HOSTILE, "who": HOSTILE}),
            ("borrowed", {"text": rich, "source": HOSTILE, "href": "", "date": HOSTILE[:60]}),
            *_further_blocks(rich, picture, film),
        ]
    )
    film.awards = [("award", {"what": HOSTILE, "where": HOSTILE, "year": 2024})]
    film.press = [("press", {"text": HOSTILE, "who": HOSTILE, "source": HOSTILE, "href": HREF})]
    film.contact = [
        (
            "contact",
            {"about": HOSTILE, "name": HOSTILE, "email": f"{HOSTILE}@a.example", "href": ""},
        )
    ]
    film.identifiers = [("identifier", {"scheme": "wikidata", "value": HOSTILE})]
    film.long_synopsis = film.logline = HOSTILE
    film.screenings = [
        Screening(
            on=on, venue=HOSTILE, town=HOSTILE[:120], occasion=HOSTILE, note=HOSTILE, href=HREF
        )
        for on in (dt.date(2020, 1, 1), dt.date(2999, 1, 1))
    ]
    film.kind = "advertisement"
    film.save()
    Credit.objects.create(film=film, role_key="brand", name_as_printed=HOSTILE)
    trailer = make_film("Trailer", credits_text="Director: Ines Calder")
    FilmPage.objects.filter(pk=trailer.pk).update(title=HOSTILE)
    Relation.objects.create(film=trailer, kind="trailer", other=film)
    return film


def _further_blocks(rich: str, picture: Picture, film: FilmPage) -> list[tuple[str, object]]:
    link = {"label": HOSTILE[:120], "href": HREF, "note": HOSTILE}
    still = {"picture": picture, "caption": HOSTILE, "credit": HOSTILE}
    gone = {"url": f"{HREF}?gone", "title": HOSTILE, "caption": HOSTILE, "picture": None}
    ElsewhereFilm.objects.create(url=gone["url"], gone_since="2026-03-03T12:00:00Z")
    return [
        ("gallery", {"title": HOSTILE, "stills": [still, still]}),
        ("note", {"text": rich, "who": HOSTILE}),
        ("film", {"film": film, "note": HOSTILE}),
        ("embed", {"url": VIMEO, "title": HOSTILE, "caption": HOSTILE, "picture": picture}),
        ("embed", {"url": HREF, "title": HOSTILE, "caption": HOSTILE, "picture": None}),
        ("embed", gone),
        ("links", {"title": HOSTILE, "links": [link]}),
        ("support", {"text": HOSTILE, "links": [{"label": HOSTILE[:120], "href": HREF}]}),
    ]


@pytest.mark.usefixtures("hostile_film")
def test_nothing_typed_becomes_markup(site) -> None:
    assert not bake_all().failed
    pages = list(site.public.rglob("*.html"))
    assert len(pages) >= 7
    for file in pages:
        html = file.read_text()
        suspects = Suspects()
        suspects.feed(html)
        assert suspects.found == [], file
    film = (site.public / "films/low-water/index.html").read_text()
    assert "&lt;script&gt;" in film
    assert "{{ 7*7 }}" in film


def test_a_very_long_title_and_forty_credits_are_rendered(home, site) -> None:
    names = ", ".join(f"Person Number{number}" for number in range(40))
    film = make_film("Long " * 51, credits_text=f"With: {names}")
    html = (site.public / "films" / film.slug / "index.html").read_text()
    assert html.count("Person Number") >= 40
