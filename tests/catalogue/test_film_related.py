"""Films stand with the films they belong with, on both sides, each in its own words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.rich_text import RichText

from matinee.catalogue.gather.film import film_page, film_pages
from matinee.catalogue.gather.related import MOST
from matinee.catalogue.models import FilmPage, Relation
from tests.catalogue.whole_films import credit, whole_film

pytestmark = pytest.mark.usefixtures("home")


def related(film: FilmPage) -> list[tuple[str, list[str], bool]]:
    """Return what the page says of related films, the same from the draft and the database."""
    stored = film_pages([film.pk])[film.pk].related
    assert film_page(FilmPage.objects.get(pk=film.pk)).related == stored
    return [(tie.title, [card.title for card in tie.films], tie.near) for tie in stored]


@pytest.mark.parametrize(
    ("kind", "here", "there", "near_there"),
    [
        ("making-of", "The making-of of Tide", "The making-of", False),
        ("trailer", "Trailer for Tide", "Trailer", True),
        ("excerpt", "Excerpt from Tide", "Excerpt", True),
        ("series", "In the same series", "In the same series", False),
        ("mention", "Mentions", "Mentioned in", False),
    ],
)
def test_a_relation_is_told_on_both_sides(kind, here, there, near_there) -> None:
    tide = whole_film("Tide")
    other = whole_film("Neap", relations=[Relation(kind=kind, other=tide)])
    near_here = kind in ("making-of", "trailer", "excerpt")
    assert related(other) == [(here, ["Tide"], near_here)]
    assert related(tide) == [(there, ["Neap"], near_there)]
    other.unpublish()
    assert related(tide) == []


def test_trailer_and_clips_are_one_row_near_the_film() -> None:
    tide = whole_film("Tide")
    whole_film("Clip", relations=[Relation(kind="excerpt", other=tide)])
    whole_film("Teaser", relations=[Relation(kind="trailer", other=tide)])
    assert related(tide) == [("Trailer and clips", ["Teaser", "Clip"], True)]


def test_words_that_lead_to_a_film_are_mentioned_there() -> None:
    tide = whole_film("Tide")
    linked = RichText(f'<p><a linktype="page" id="{tide.pk}">A</a></p>')
    whole_film("Text", body=[("text", linked), ("film", {"film": tide, "note": ""})])
    whole_film("Statement", statement=linked.source)
    assert [(title, sorted(films)) for title, films, _ in related(tide)] == [
        ("Mentioned in", ["Statement", "Text"])
    ]


def test_the_newest_by_the_same_maker_are_found() -> None:
    films = [whole_film(f"Film {n}", [credit("director", "Ines Calder")]) for n in range(MOST + 3)]
    series = Relation(kind="series", other=films[0])
    films[-1].relations = [series]
    films[-1].save()
    told = related(films[-1])
    newest = [f"Film {n}" for n in range(MOST + 1, 1, -1)]
    assert told == [
        ("In the same series", ["Film 0"], False),
        ("Also by Ines Calder", newest, False),
    ]
    assert len(newest) == MOST


def test_a_music_video_has_others_with_its_artist() -> None:
    first, second = (
        whole_film(name, [credit("artist", "THE LOW LAMPS")], kind="music-video")
        for name in ("Tide", "Neap")
    )
    assert related(first) == [("Also with THE LOW LAMPS", ["THE LOW LAMPS – Neap"], False)]
    assert related(second) == [("Also with THE LOW LAMPS", ["THE LOW LAMPS – Tide"], False)]


def test_queries_do_not_grow_with_what_belongs_together() -> None:
    def tied(number: int) -> int:
        maker = credit("director", f"Maker {number}")
        whole_film(f"Other {number}", [credit("director", f"Maker {number}")])
        song = [maker, credit("artist", f"BAND {number}")]
        film = whole_film(f"Film {number}", song, kind="music-video")
        linked = RichText(f'<p><a linktype="page" id="{film.pk}">A</a></p>')
        tie = Relation(kind="trailer", other=film)
        whole_film(f"Trailer {number}", body=[("text", linked)], relations=[tie])
        return film.pk

    few = [tied(n) for n in range(2)]
    film_pages(few)
    with CaptureQueriesContext(connection) as asked_few:
        assert all(len(page.related) == 2 for page in film_pages(few).values())
    many = [*few, *(tied(n) for n in range(2, 7))]
    with CaptureQueriesContext(connection) as asked_many:
        assert len(film_pages(many)) == 7
    assert len(asked_many) == len(asked_few)
    assert len(asked_many) <= 30
