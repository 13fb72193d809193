"""A film that plays on another site: told before the click, and missed when it is gone."""

import pytest

from matinee.catalogue.gather.film import film_page, film_pages
from matinee.catalogue.models import ElsewhereFilm
from matinee.catalogue.rendering import render_page
from tests.catalogue.whole_films import whole_film

pytestmark = pytest.mark.usefixtures("home")

VIMEO = "https://vimeo.com/1234567"


def shown(url: str):
    return film_page(whole_film("Tide", shown="elsewhere", elsewhere_url=url))


@pytest.mark.parametrize(
    ("url", "label", "kind", "frames", "media", "words"),
    [
        (VIMEO, "Watch on vimeo.com", "frame", ("https://player.vimeo.com",), (),
         "Plays from player.vimeo.com, which may set cookies of its own."),
        ("https://films.example/tide.mp4", "Watch on films.example", "file", (),
         ("https://films.example",), "Plays from films.example"),
        ("https://www.films.example/42", "Watch on films.example", "", (), (),
         "Opens films.example."),
    ],
)  # fmt: skip
def test_the_button_says_what_will_happen(url, label, kind, frames, media, words) -> None:
    page = shown(url)
    html = render_page(page)
    assert (page.elsewhere.label, page.elsewhere.kind) == (label, kind)
    assert (page.head.frames, page.head.media) == (frames, media)
    assert words in html
    assert f'<a class="play" href="{url}" rel="noopener">' in html
    assert "<iframe" not in html
    assert "<video" not in html
    allowed = f"frame-src {' '.join(frames)};" if frames else "frame-src 'none';"
    assert allowed in html
    assert all(origin in html.partition("media-src")[2].partition(";")[0] for origin in media)
    # The script is there only for what plays in place.
    assert (f'src="{page.house.player_loader}"' in html) == bool(kind)


def test_what_its_host_told_is_believed() -> None:
    ElsewhereFilm.objects.create(
        url="https://tube.example/v/42",
        provider="Tube",
        player_kind="frame",
        player_url="https://play.tube.example/e/42",
        width=1000,
        height=1000,
    )
    there = shown("https://tube.example/v/42").elsewhere
    assert (there.src, there.player_host) == ("https://play.tube.example/e/42", "play.tube.example")
    assert (there.width, there.height, there.starts) == (1000, 1000, False)


def test_a_film_that_is_gone_has_no_button() -> None:
    ElsewhereFilm.objects.create(url=VIMEO, gone_since="2026-03-03T12:00:00Z")
    page = shown(VIMEO)
    html = render_page(page)
    assert "It is no longer at vimeo.com, as of 3 March 2026." in html
    assert 'class="play"' not in html
    assert page.head.frames == ()


def test_a_draft_and_its_published_page_agree() -> None:
    film = whole_film("Tide", shown="elsewhere", elsewhere_url=VIMEO)
    assert film_page(film) == film_pages([film.pk])[film.pk]
