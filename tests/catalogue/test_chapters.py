"""A film's chapters: typed by editors, checked, shown alike on the bar and on the page."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html

from matinee.catalogue.chapters_panel import offered_chapters
from matinee.catalogue.gather.film import film_page, film_pages
from matinee.catalogue.gather.screen import level_gain_db
from matinee.catalogue.models import FilmChapter, FilmPage
from matinee.catalogue.rendering import render_page
from matinee.media.timecode import clock, read_clock
from matinee.publishing.companions import companions
from tests.catalogue.made_films import make_film, make_release
from tests.catalogue.test_studio import NO_PARTS
from tests.catalogue.whole_films import whole_film


@pytest.mark.parametrize(
    ("typed", "seconds", "shown"),
    [
        ("0", 0.0, "0:00"),
        ("62:03", 3723.0, "1:02:03"),
        ("1:02:03", 3723.0, "1:02:03"),
        (" 3723,5 ", 3723.5, "1:02:03.5"),
        ("9:07.25", 547.25, "9:07.25"),
    ],
)
def test_times_are_read_and_shown_as_people_write_them(typed, seconds, shown) -> None:
    assert read_clock(typed) == seconds
    assert clock(seconds) == shown
    assert read_clock(shown) == seconds


@pytest.mark.parametrize("typed", ["", "soon", "1:60", "1:60:00", "-3", "1:2:3:4", "3m", "nan"])
def test_what_is_no_time_is_refused(typed) -> None:
    with pytest.raises(ValueError, match="is no time"):
        read_clock(typed)


@pytest.mark.parametrize(
    ("loudness", "peak", "gain"),
    [
        (-9.2, -0.1, -6.8),
        (-23.0, -9.0, 7.0),
        (-23.0, -3.0, 2.0),  # The peak allows no more.
        (-23.0, 0.4, -1.4),
        (None, None, 0.0),
        (-16.0, -1.0, 0.0),
    ],
)
def test_sounds_are_brought_to_one_loudness(loudness, peak, gain) -> None:
    assert level_gain_db(loudness, peak) == gain


@pytest.fixture
def film(home) -> FilmPage:
    return make_film(master=make_release(duration_s=1500.0).master)


@pytest.fixture
def studio(home, client) -> Client:
    client.force_login(User.objects.create_superuser("editor", password="long and secret"))
    return client


def form_of(studio, film: FilmPage, *chapters: tuple[str, str]):
    url = reverse("wagtailadmin_pages:edit", args=[film.pk])
    form = querydict_from_html(studio.get(url).content.decode(), form_id="page-edit-form")
    form.update(nested_form_data(NO_PARTS))
    form["chapters-TOTAL_FORMS"] = str(len(chapters))
    for number, (time, title) in enumerate(chapters):
        form[f"chapters-{number}-start_s"] = time
        form[f"chapters-{number}-title"] = title
        form[f"chapters-{number}-id"] = ""
    return url, form


def test_an_editor_types_chapters_and_all_show_the_same(studio, film) -> None:
    assert [each.title for each in film_page(film).screen.chapters] == ["Ebb"]
    assert chapter_files(film) == []
    url, form = form_of(studio, film, ("20:00", "The ferry"), ("0", "Low & slow"))
    draft = form.copy()
    draft["action-publish"] = "publish"
    assert studio.post(url, draft).status_code == 302

    film = FilmPage.objects.get(pk=film.pk)
    page = film_pages([film.pk])[film.pk]
    marks = [(0.0, "Low & slow"), (1200.0, "The ferry")]
    assert [(each.start_s, each.title) for each in page.screen.chapters] == marks
    soup = BeautifulSoup(render_page(page), "html.parser")
    assert soup.select_one("track[kind=chapters]")["src"] == "/films/low-water/chapters.vtt"
    assert [link["href"] for link in soup.select(".chapters a")] == ["#t=0.0", "#t=1200.0"]
    graph = json.loads(soup.select_one("script[type='application/ld+json']").string)["@graph"]
    clips = graph[0]["video"]["hasPart"]
    assert [(each["name"], each["endOffset"]) for each in clips] == [
        ("Low & slow", 1200),
        ("The ferry", 1500),
    ]
    (file,) = chapter_files(film)
    assert file.splitlines()[2:4] == ["00:00:00.000 --> 00:20:00.000", "Low &amp; slow"]


def test_a_draft_keeps_its_chapters_to_itself(studio, film) -> None:
    url, form = form_of(studio, film, ("1:00", "Draft"))
    assert studio.post(url, form).status_code == 302
    film = FilmPage.objects.get(pk=film.pk)
    assert film.chapters.count() == 0
    draft = film.get_latest_revision_as_object()
    assert [each.title for each in film_page(draft).screen.chapters] == ["Draft"]
    assert 'value="1:00"' in studio.get(url).content.decode()
    # The film's file of chapters is of those that are public: a preview has its own within.
    preview = draft.serve_preview(None, "").content.decode()
    soup = BeautifulSoup(preview, "html.parser")
    assert "%0ADraft%0A" in soup.select_one("track[kind=chapters]")["src"]
    assert "media-src 'self' blob: data:;" in preview


@pytest.mark.parametrize(
    ("chapters", "told"),
    [
        ((("soon", "A"),), "Write the time as"),
        ((("25:00", "A"),), "The film ends at 25:00."),
        ((("1:00", "A"), ("60", "B")), "Another chapter begins at this time."),
    ],
)
def test_a_chapter_that_cannot_be_is_refused(studio, film, chapters, told) -> None:
    url, form = form_of(studio, film, *chapters)
    answer = studio.post(url, form)
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert film.get_latest_revision_as_object().chapters.count() == 0


def test_chapters_are_offered_with_their_pictures(studio, film) -> None:
    release = film.release
    assert [(each.time, each.title) for each in offered_chapters(release)] == [("0:00", "Ebb")]
    release.film["chapters"] = []
    release.film["storyboard"] |= {"interval_s": 8.0, "tile_width": 160, "tile_height": 90}
    release.proposed_chapters = [0.0, 1000.0]
    release.save()
    second = offered_chapters(release)[1]
    assert (second.time, second.left_px, second.top_px) == ("16:40", 5 * 160, 2 * 90)
    html = studio.get(reverse("wagtailadmin_pages:edit", args=[film.pk])).content.decode()
    assert 'data-time="16:40"' in html
    assert film_page(film).screen.chapters == ()


def test_a_translation_shows_the_originals_chapters_until_it_has_its_own(film) -> None:
    film.chapters.add(FilmChapter(start_s=0.0, title="Ebb tide"))
    film.save()
    other = whole_film("Maré baixa", page_language="pt", translation_of=film)
    page = film_pages([other.pk])[other.pk]
    assert [each.title for each in page.screen.chapters] == ["Ebb tide"]
    other.chapters.add(FilmChapter(start_s=0.0, title="Vazante"))
    other.save()
    page = film_pages([other.pk])[other.pk]
    assert [each.title for each in page.screen.chapters] == ["Vazante"]
    assert chapter_files(other)[0].endswith("Vazante\n")


def chapter_files(film: FilmPage) -> list[str]:
    files = companions(film_pages([film.pk])[film.pk])
    return [file.content.decode() for file in files if file.address.endswith("chapters.vtt")]
