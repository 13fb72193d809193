"""Each block of a film's body, and what is left of it when what it shows is gone."""

import json

import pytest
from django.db import connection
from wagtail.rich_text import RichText

from matinee.catalogue.gather.film import film_page, film_pages
from matinee.catalogue.models import ElsewhereFilm, FilmPage
from matinee.catalogue.rendering import render_page
from tests.catalogue.made_films import make_picture
from tests.catalogue.whole_films import credit, whole_film

pytestmark = pytest.mark.usefixtures("home")


def saved_body(film: FilmPage) -> str:
    """Return the body as pages from the database show it, which is how the draft shows it."""
    draft = film_page(film).body
    film.save()
    stored = film_pages([film.pk])[film.pk].body
    assert stored == draft
    return str(stored)


def body_of(*blocks: tuple[str, object]) -> str:
    return saved_body(whole_film("Low Water", body=list(blocks)))


def still(picture, caption: str = "", credit: str = "") -> dict[str, object]:
    return {"picture": picture, "caption": caption, "credit": credit}


def test_a_gallery_sets_its_stills_and_skips_those_that_are_gone() -> None:
    kept, lost = make_picture(1200, "Sand"), make_picture(600, "Water")
    stills = [still(kept, "Morning", "Ines"), still(lost, "Noon")]
    film = whole_film("Low Water", body=[("gallery", {"title": "A year", "stills": stills})])
    body = saved_body(film)
    assert body.count("<figure>") == 2
    assert "<h3>A year</h3>" in body
    assert 'sizes="(min-width: 50rem) 22.5rem' in body
    assert body.count('loading="lazy"') == 2
    assert "Morning. Photo: Ines" in body
    lost.delete()
    assert film_pages([film.pk])[film.pk].body.count("<figure>") == 1
    kept.delete()
    assert film_pages([film.pk])[film.pk].body == ""


def test_a_note_is_visibly_the_houses() -> None:
    body = body_of(("note", {"text": RichText("<p>Cut <i>since</i>.</p>"), "who": "The editors"}))
    assert '<p class="label">Editor’s note</p>' in body
    assert "<p>Cut <i>since</i>.</p>" in body
    assert '<p class="signed">The editors</p>' in body


def test_another_film_stands_as_a_card_while_it_is_public() -> None:
    other = whole_film("Neap", [credit("director", "Ines Calder")], logline="The lowest tide.")
    film = whole_film("Low Water", body=[("film", {"film": other, "note": "The next one."})])
    body = saved_body(film)
    assert '<h3><a href="/films/neap/">Neap</a></h3>' in body
    assert "The next one." in body
    assert "The lowest tide." not in body
    other.unpublish()
    assert film_pages([film.pk])[film.pk].body == ""
    other.delete()
    assert film_pages([film.pk])[film.pk].body == ""


def test_an_embed_waits_for_a_click() -> None:
    url = "https://www.youtube.com/watch?v=abcdefghijk"
    embed = {"url": url, "title": "A talk", "caption": "Forty minutes.", "picture": None}
    film = whole_film("Low Water", body=[("embed", embed)])
    body = saved_body(film)
    assert f'href="{url}"' in body
    assert "<iframe" not in body
    assert " src=" not in body
    assert 'data-src="https://www.youtube-nocookie.com/embed/abcdefghijk"' in body
    assert "Plays from youtube-nocookie.com, which may set cookies of its own." in body
    page = film_pages([film.pk])[film.pk]
    assert page.head.frames == ("https://www.youtube-nocookie.com",)
    assert "frame-src https://www.youtube-nocookie.com;" in render_page(page)


def test_an_embed_that_is_gone_says_so() -> None:
    url = "https://vimeo.com/1234567"
    ElsewhereFilm.objects.create(url=url, gone_since="2026-03-03T12:00:00Z")
    body = body_of(("embed", {"url": url, "title": "A talk", "caption": "", "picture": None}))
    assert "It is no longer at vimeo.com, as of 3 March 2026." in body
    assert "href" not in body


def test_a_list_of_links_has_its_notes() -> None:
    links = [
        {"label": "The Cockle Women", "href": "https://b.example/", "note": "Photographs."},
        {"label": "Tides", "href": "https://t.example/", "note": ""},
    ]
    body = body_of(("links", {"title": "Books", "links": links}))
    assert "<h3>Books</h3>" in body
    assert '<a href="https://b.example/" rel="noopener">The Cockle Women</a>' in body
    assert body.count("<span>") == 1


def test_a_call_for_support_has_its_ways() -> None:
    links = [{"label": "Give once", "href": "https://give.example/"}]
    body = body_of(("support", {"text": "Help with the next.", "links": links}))
    assert "<p>Help with the next.</p>" in body
    assert 'class="button" href="https://give.example/"' in body


def test_an_unknown_block_of_an_old_revision_is_passed_over() -> None:
    film = whole_film("Low Water", body=[("heading", "Kept")])
    raw = json.loads(json.dumps([{"type": "mystery", "value": "x", "id": "1"}]))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_filmpage SET body = %s WHERE page_ptr_id = %s",
            [json.dumps([*raw, {"type": "heading", "value": "Kept", "id": "2"}]), film.pk],
        )
    assert film_pages([film.pk])[film.pk].body == "<h2>Kept</h2>"
