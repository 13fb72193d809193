"""Whatever someone types, in whatever field, no page runs it."""

from html.parser import HTMLParser

import pytest

from matinee.catalogue.models import Credit, FilmIndexPage, FilmPage, Person, Subject
from matinee.publishing.bake import bake_all
from tests.catalogue.made_films import make_film, make_picture, make_release

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
        ]
    )
    film.save()
    return film


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
