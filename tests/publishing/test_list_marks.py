"""Lists of films: one film marks few pages, and what marks bring is what a whole bake brings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from matinee.catalogue import paging
from matinee.catalogue.models import (
    Credit,
    FilmIndexPage,
    FilmPage,
    FilmSubject,
    Person,
    Subject,
)
from matinee.publishing import bake, files
from matinee.publishing.bake import bake_all, bake_pending
from matinee.publishing.marks import FILMS, TOPIC_LISTS, kind_of
from matinee.publishing.models import BakedFile, PendingBake
from tests.catalogue.made_films import make_film, make_picture, plant_tree

LISTS = ("films/page-", "subjects/", "places/", "countries/", "languages/", "kinds/", "years/")


@pytest.fixture
def small_pages(monkeypatch) -> None:
    monkeypatch.setattr(paging, "PAGE_SIZE", 2)


@pytest.fixture
def planted(db, site):
    """Return a site on which nothing is baked by itself: marks stay until they are asked for."""
    return plant_tree()


def add(at: int, **facts) -> FilmPage:
    return FilmIndexPage.objects.get().add_child(
        instance=FilmPage(title=f"Film {at}", slug=f"film-{at}", **facts)
    )


def marked_lists() -> set[str]:
    """Return what a change marked of lists, once the baker has found where films stand."""
    kinds = {FILMS, *TOPIC_LISTS, *TOPIC_LISTS.values()}
    return {key for key in bake._marks(set()) if kind_of(key) in kinds}


def forget() -> None:
    PendingBake.objects.all().delete()


@pytest.mark.usefixtures("small_pages", "planted")
def test_a_new_film_marks_the_newest_pages_of_its_lists_alone() -> None:
    for at in range(6):
        add(at, kind="short", countries=["PT"], year=2001)
    forget()
    add(6, kind="short", countries=["PT"], year=2001)
    assert {key for key in marked_lists() if not key.startswith(("feed", "sitemap", "person"))} == {
        *("films", "kind:short", "country:pt", "year:2001"),
        *("kinds", "countries", "years"),
    }
    forget()
    add(7, kind="short")
    assert {key for key in marked_lists() if key.startswith("films")} == {
        *("films", "films:2", "films:3"),
    }


@pytest.mark.usefixtures("small_pages", "planted")
def test_an_edited_film_marks_the_pages_it_stands_on() -> None:
    films = [add(at, countries=["PT"]) for at in range(7)]
    forget()
    films[2].title = "Renamed"
    films[2].save()
    assert {"films:2", "country:pt/2", "kind:short/2"} <= marked_lists()
    assert not {"films:1", "films", "country:pt", "country:pt/1", "countries"} & marked_lists()


@pytest.mark.usefixtures("small_pages", "planted")
def test_a_topics_words_reach_its_pages() -> None:
    film = make_film(subjects=("Tides",))
    subject = Subject.objects.get()
    bake_pending()
    page = files.public() / "subjects/tides/index.html"
    subject.introduction = f'<p>See <a linktype="page" id="{film.pk}">it</a>.</p>'
    subject.picture = picture = make_picture()
    subject.save()
    bake_pending()
    assert "/films/low-water/" in page.read_text()
    picture.alt = "A rake"
    picture.save()
    film.slug = "ebb"
    film.save_revision().publish()
    bake_pending()
    assert "A rake" in page.read_text()
    assert '<a href="/films/ebb/">it</a>' in page.read_text()
    subject.name, subject.slug = "Ebb and flow", "ebb-and-flow"
    subject.save()
    bake_pending()
    assert not page.exists()
    assert "Ebb and flow" in (files.public() / "subjects/index.html").read_text()
    subject.delete()
    bake_pending()
    assert not (files.public() / "subjects/ebb-and-flow").exists()


POOL = 7
CHANGES = st.lists(
    st.tuples(
        st.integers(0, POOL - 1),
        st.sampled_from(["live", "live", "title", "year", "kind", "subject", "credit", "delete"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


class Films:
    """A handful of films that are changed at random, as editors do."""

    def __init__(self) -> None:
        self.person = Person.objects.create(name="Ines Calder")
        self.subjects = [Subject.objects.create(name=name) for name in ("Tides", "Work")]
        self.pool: list[FilmPage | None] = [
            add(at, year=2000 + at % 2, live=at < 5) for at in range(POOL)
        ]

    def change(self, at: int, what: str) -> None:
        film = self.pool[at]
        if film is None:
            return
        if what == "delete":
            film.delete()
            self.pool[at] = None
            return
        if what == "live":
            film.live = not film.live
        elif what == "title":
            film.title += "!"
        elif what == "year":
            film.year = None if film.year == 2001 else 2001
        elif what == "kind":
            film.kind = "trailer" if film.kind == "short" else "short"
        elif what == "subject":
            film.film_subjects.set([FilmSubject(subject=self.subjects[len(film.title) % 2])])
        elif what == "credit":
            film.credits.set([Credit(role_key="director", person=self.person)])
        film.save()


def baked(public: Path) -> dict[str, bytes]:
    """Return every page that lists films."""
    return {
        name: file.read_bytes()
        for file in public.rglob("*.html")
        if (name := str(file.relative_to(public))).startswith(LISTS) or name == "films/index.html"
    }


@pytest.fixture
def public(planted, site) -> Iterator[Path]:
    bake_all()
    return site.public


@pytest.mark.usefixtures("small_pages")
@settings(
    max_examples=6,
    deadline=None,
    # Shrinking bakes a site at each step.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(changes=CHANGES)
def test_pages_baked_by_their_marks_are_those_of_a_whole_bake(public: Path, changes) -> None:
    with transaction.atomic():
        films = Films()
        for at, what, now in changes:
            films.change(at, what)
            if now:
                bake_pending()
        bake_pending()
        by_marks = baked(public)
        BakedFile.objects.all().delete()
        for file in by_marks:
            files.remove(file)
        bake_all()
        assert baked(public) == by_marks
        transaction.set_rollback(True)
    # The database forgot these films; the folder is emptied of them in its turn.
    for file in baked(public):
        files.remove(file)
