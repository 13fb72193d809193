"""A film's page shows what was written, from the draft as from the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matinee.catalogue.gather.facts import duration_label, one_line
from matinee.catalogue.gather.film import film_page, film_pages
from matinee.catalogue.gather.films import film_cards
from matinee.catalogue.models import FilmPage, Person
from matinee.catalogue.rendering import render_page
from matinee.releases.models import CaptionTrack
from tests.catalogue.made_films import make_film, make_picture, make_release

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize(
    ("duration_s", "label"),
    [
        (None, ""),
        (0.2, "1 sec"),
        (45.4, "45 sec"),
        (59.4, "59 sec"),
        (59.6, "1 min"),
        (90, "2 min"),
        (1500, "25 min"),
        (5400, "90 min"),
    ],
)
def test_lengths_are_for_people(duration_s: float | None, label: str) -> None:
    assert duration_label(duration_s) == label


def test_facts_stand_in_one_order() -> None:
    film = make_film(
        master=make_release().master,
        year=2024,
        kind="documentary",
        countries=("Portugal",),
        languages=("Portuguese", "English"),
        places=("Ria de Alvor",),
    )
    told = [
        (fact.before, [(value.label, value.href) for value in fact.values])
        for fact in film_page(film).facts
    ]
    assert told == [
        ("", [("Documentary", "/kinds/documentary/")]),
        ("", [("2024", "")]),
        ("", [("25 min", "")]),
        ("", [("Portugal", "/countries/pt/")]),
        ("", [("Portuguese", "/languages/pt/"), ("English", "/languages/en/")]),
        ("Shot at", [("Ria de Alvor", "/places/ria-de-alvor/")]),
    ]
    assert film_cards([film])[0].facts == ("Documentary", "2024", "Portugal")


def test_credits_are_set_as_billed() -> None:
    page = film_page(make_film())
    assert [(line.role, [name.name for name in line.names]) for line in page.credits] == [
        ("Director", ["Ines Calder"]),
        ("With", ["Fátima Rosa", "Dolores Rosa", "Zé Brito"]),
        ("Editor", ["Rui Sanches"]),
        ("Executive producers", ["Lena Oyelaran", "Jon Park"]),
        ("Re-recording mixer", ["Wen Halloran"]),
        ("Commissioned by", ["The Estuary Review"]),
    ]
    assert [name.name for name in page.byline] == ["Ines Calder"]
    assert "Re-recording mixer" not in [line.role for line in page.key_credits]
    mixer = page.credits[4].names[0]
    assert (mixer.for_word, mixer.on_behalf_of) == ("at", "Quayside")
    assert page.credits[1].names[0].character == "Herself"
    assert page.credits[5].names[0].href == "/companies/the-estuary-review/"


def test_the_screen_plays_the_release() -> None:
    release = make_release()
    heard = {"label": "English", "file": "captions/ab.vtt", "automatic": True}
    CaptionTrack.objects.create(master=release.master, language="en", **heard)
    page = film_page(make_film(master=release.master))
    assert page.screen is not None
    assert page.screen.hls == f"/media/films/{release.key}/index.m3u8"
    assert page.screen.text_tracks[0].src == "/media/captions/ab.vtt"
    assert 'label="English (automatic)"' in render_page(page)
    assert [sound.label for sound in page.screen.sounds] == ["Original", "Clear dialogue"]
    assert page.screen.chapters[0].title == "Ebb"
    assert page.screen.poster == page.poster
    assert page.poster is not None
    assert page.poster.src.endswith("poster-1-1280.webp")
    assert "poster-1-640.webp 640w" in page.poster.srcset


def test_a_chosen_still_and_a_chosen_picture_win() -> None:
    release = make_release()
    film = make_film(master=release.master)
    film.poster_still = release.stills.get(rank=1)
    assert "poster-2" in film_page(film).poster.src
    film.poster_picture = make_picture(1200)
    poster = film_page(film).poster
    assert poster.alt == "Two figures on grey sand"
    assert poster.src.startswith("/media/pictures/")
    assert [size.split()[-1] for size in poster.srcset.split(", ")] == ["480w", "960w", "1200w"]
    assert film_cards([film])[0].poster.alt == ""


def test_a_film_elsewhere_leads_there() -> None:
    film = make_film()
    film.shown, film.elsewhere_url = "elsewhere", "https://www.films.example/42"
    film.running_time_s = 660
    page = film_page(film)
    assert (page.elsewhere.label, page.screen) == ("Watch on films.example", None)
    assert "11 min" in [value.label for fact in page.facts for value in fact.values]


def test_an_unfinished_film_says_so() -> None:
    film = make_film()
    film.status = FilmPage.Status.IN_PROGRESS
    assert film_page(film).status_note == "In progress"


def test_the_body_is_set_from_blocks() -> None:
    picture = make_picture()
    film = make_film()
    film.body = [
        ("heading", "How it was made"),
        ("still", {"picture": picture, "caption": "Morning", "credit": "Ines Calder"}),
        ("quotation", {"text": "One\nTwo", "who": "Zé"}),
        ("borrowed", {"text": "<p>Late</p>", "source": "M. Reyes", "href": "https://r.example/"}),
    ]
    body = film_page(film).body
    assert "<h2>How it was made</h2>" in body
    assert "<figcaption>Morning. Photo: Ines Calder</figcaption>" in body
    assert "<p>Two</p>" in body
    assert '<cite>From <a href="https://r.example/">M. Reyes</a></cite>' in body
    film.save()
    saved_body = film_pages([film.pk])[film.pk].body
    assert saved_body == body
    picture.delete()
    assert "<figure>" not in film_pages([film.pk])[film.pk].body


def test_makers_are_shown_with_what_is_known_of_them() -> None:
    film = make_film()
    assert film_page(film).makers == ()
    Person.objects.filter(name="Ines Calder").update(biography="<p>She walks.</p>")
    assert [maker.biography for maker in film_page(film).makers] == ["<p>She walks.</p>"]


def test_a_draft_shows_itself_without_being_saved() -> None:
    film = make_film()
    draft = film.get_latest_revision_as_object()
    draft.title = "High Water"
    draft.credits = list(draft.credits.all())[:1]
    draft.body = [("text", "<p>Draft</p>")]
    page = film_page(draft)
    assert (page.title, len(page.credits), page.body) == ("High Water", 1, "<p>Draft</p>")
    assert film_pages([film.pk])[film.pk].title == "Low Water"


def test_draft_and_published_build_the_same_page() -> None:
    film = make_film(master=make_release().master, body_html="<p>Sand</p>", subjects=("Tides",))
    published = film_pages([film.pk])[film.pk]
    assert film_page(film.get_latest_revision_as_object()) == published
    assert film_page(film) == published


def test_only_public_films_have_pages() -> None:
    live, draft = make_film(), make_film("Slack Tide", draft=True)
    assert set(film_pages([live.pk, draft.pk])) == {live.pk}


def test_queries_do_not_grow_with_films() -> None:
    picture = make_picture()

    def film(number: int) -> int:
        page = make_film(
            f"Film {number}",
            master=make_release(number).master,
            credits_text=f"Director: Maker {number}\nEditor: Cutter {number}",
            subjects=(f"Subject {number}",),
            body_html=f'<p>{number} <a linktype="page" id="3">A</a></p>',
        )
        page.body.append(("still", {"picture": picture, "caption": "", "credit": ""}))
        page.poster_picture = picture
        page.save()
        return page.pk

    ids = [film(number) for number in range(2)]
    film_pages(ids)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert len(film_pages(ids)) == 2
    ids += [film(number) for number in range(2, 12)]
    with CaptureQueriesContext(connection) as many:
        assert len(film_pages(ids)) == 12
    assert len(many) == len(few)
    assert len(many) <= 30


def test_a_long_synopsis_is_cut_at_a_word() -> None:
    line = one_line("word " * 100 + "\nsecond")
    assert len(line) <= 221
    assert line.endswith("word…")
    assert one_line("\nOne.\nTwo.") == "One."


def test_the_newest_release_reaches_drafts_and_old_revisions() -> None:
    film = make_film()
    old = film.get_latest_revision()
    release = make_release()
    film.master = release.master
    film.save()
    assert film.release == release
    assert old.as_object().master is None
    old.publish()
    film.refresh_from_db()
    assert film.release is None
